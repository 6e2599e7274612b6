using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Gateway.Ollama.Json;

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>Writes an answer as lines of JSON.</summary>
internal sealed class OllamaLineWriter(OllamaShape shape, IBufferWriter<byte> output, string model, long created)
    : AnswerStream
{
    // The stream is never part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Utf8JsonWriter _json = new(output, s_json);

    public override void WriteOpening()
    {
        // The first text opens the answer.
    }

    public override void WriteText(string text) => WriteLine(shape.Piece(model, created, text));

    public override void WriteEnd(AnswerFacts facts) => WriteLine(shape.End(facts, ""));

    public override void WriteError(ApiError error) =>
        WriteLine(new OllamaError(error.Message), OllamaJson.Default.OllamaError);

    public override void Dispose() => _json.Dispose();

    private void WriteLine(OllamaAnswer answer) => WriteLine(answer, OllamaJson.Default.OllamaAnswer);

    private void WriteLine<T>(T value, JsonTypeInfo<T> type)
    {
        _json.Reset();
        JsonSerializer.Serialize(_json, value, type);
        output.Write("\n"u8);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeAgent.Hub.Gateway.Json;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Writes an answer of <c>/v1</c> as server-sent events.</summary>
/// <remarks>Only the text changes from chunk to chunk: all around it is encoded once for each answer.</remarks>
internal sealed class EventStreamWriter : AnswerStream
{
    // The stream is never part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly OpenAiShape _shape;
    private readonly IBufferWriter<byte> _output;
    private readonly Utf8JsonWriter _json;
    private readonly byte[] _head;
    private readonly bool _includeUsage;

    /// <summary>For one answer.</summary>
    public EventStreamWriter(OpenAiShape shape, IBufferWriter<byte> output, string id, long created, GatewayOrder order)
    {
        _shape = shape;
        _output = output;
        _includeUsage = order.IncludeUsage;
        _json = new Utf8JsonWriter(output, s_json);
        var model = JsonEncodedText.Encode(order.Model);
        _head = Encoding.UTF8.GetBytes(
            $$"""data: {"id":"{{id}}","object":"{{shape.ChunkObject}}","created":{{created}},"""
            + $"\"model\":\"{model}\",\"choices\":");
    }

    public override void WriteOpening()
    {
        if (!_shape.Opening.IsEmpty)
        {
            _output.Write(_head);
            _output.Write(_shape.Opening);
            WriteTail();
        }
    }

    public override void WriteText(string text)
    {
        _output.Write(_head);
        _output.Write(_shape.BeforeText);
        WriteJson(text);
        _output.Write(_shape.AfterText);
        WriteTail();
    }

    public override void WriteEnd(AnswerFacts facts)
    {
        if (facts.Calls.Count > 0)
        {
            WriteCalls(facts);
        }
        _output.Write(_head);
        _output.Write(_shape.BeforeFinish);
        WriteJson(facts.Finish);
        _output.Write("}]"u8);
        if (_includeUsage)
        {
            _output.Write(",\"usage\":null"u8);
        }
        _output.Write(",\"edgeagent\":"u8);
        _json.Reset();
        JsonSerializer.Serialize(_json, facts.Provenance, OpenAiJson.Default.ProvenanceBody);
        _output.Write("}\n\n"u8);
        if (_includeUsage && facts.Usage is not null)
        {
            _output.Write(_head);
            _output.Write("[],\"usage\":"u8);
            _json.Reset();
            JsonSerializer.Serialize(_json, facts.Usage, OpenAiJson.Default.UsageBody);
            _output.Write("}\n\n"u8);
        }
        _output.Write("data: [DONE]\n\n"u8);
    }

    /// <remarks>No <c>[DONE]</c> follows.</remarks>
    public override void WriteError(ApiError error)
    {
        _output.Write("data: "u8);
        _json.Reset();
        JsonSerializer.Serialize(_json, ErrorWriter.Body(error), OpenAiJson.Default.ErrorBody);
        _output.Write("\n\n"u8);
    }

    public override void Dispose() => _json.Dispose();

    private void WriteCalls(AnswerFacts facts)
    {
        _output.Write(_head);
        _output.Write("""[{"index":0,"delta":{"tool_calls":"""u8);
        _json.Reset();
        JsonSerializer.Serialize(_json, ToolCallBody.Of(facts), OpenAiJson.Default.IReadOnlyListToolCallBody);
        _output.Write("""},"logprobs":null,"finish_reason":null}]"""u8);
        WriteTail();
    }

    private void WriteTail() => _output.Write(_includeUsage ? ",\"usage\":null}\n\n"u8 : "}\n\n"u8);

    private void WriteJson(string text)
    {
        _json.Reset();
        _json.WriteStringValue(text);
        _json.Flush();
    }
}

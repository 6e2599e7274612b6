using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Gateway.Ollama.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>Answers of <c>/api/chat</c> and <c>/api/generate</c>: one JSON object, or one a line (Ollama, docs/api.md).</summary>
internal sealed class OllamaShape : AnswerShape
{
    private const long NanosecondsPerTick = 100;

    private readonly bool _chat;

    private OllamaShape(bool chat) => _chat = chat;

    /// <summary>The text stands in <c>message</c>.</summary>
    public static OllamaShape Chat { get; } = new(chat: true);

    /// <summary>The text stands in <c>response</c>.</summary>
    public static OllamaShape Generate { get; } = new(chat: false);

    public override string IdPrefix => "";

    public override string StreamContentType => "application/x-ndjson";

    public override AnswerStream OpenStream(
        IBufferWriter<byte> output, string id, long created, GatewayOrder order) =>
        new OllamaLineWriter(this, output, order.Model, created);

    public override void WriteWhole(IBufferWriter<byte> output, AnswerFacts facts, string text) =>
        Write(output, End(facts, text), OllamaJson.Default.OllamaAnswer);

    public override ValueTask<(T? Body, ApiError? Error)> ReadBodyAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class => BodyReader.ReadFromAnyTypeAsync(context, type);

    /// <remarks>A request without words loads the model; here devices load models when they need them.</remarks>
    public override Task WriteNothingAsync(HttpContext context, string model, DateTimeOffset now)
    {
        context.Response.ContentType = "application/json";
        var loaded = Piece(model, now.ToUnixTimeSeconds(), "") with { Done = true, DoneReason = "load" };
        return JsonSerializer.SerializeAsync(
            context.Response.BodyWriter, loaded, OllamaJson.Default.OllamaAnswer, context.RequestAborted);
    }

    public override async Task WriteErrorAsync(HttpContext context, ApiError error)
    {
        context.Response.StatusCode = error.Status;
        if (error.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.BodyWriter,
            new OllamaError(error.Message),
            OllamaJson.Default.OllamaError,
            context.RequestAborted);
    }

    /// <summary>A piece of an answer.</summary>
    public OllamaAnswer Piece(string model, long created, string text)
    {
        var at = Time(DateTimeOffset.FromUnixTimeSeconds(created));
        return _chat
            ? new OllamaAnswer(model, at) { Message = new OllamaMessageBody("assistant", text) }
            : new OllamaAnswer(model, at) { Response = text };
    }

    /// <summary>The end of an answer, with what has not been sent of its text.</summary>
    public OllamaAnswer End(AnswerFacts facts, string text) => WithCalls(Piece(facts.Model, facts.Created, text), facts) with
    {
        Done = true,
        DoneReason = facts.Calls.Count > 0 ? "stop" : facts.Finish,
        TotalDuration = Nanoseconds(facts.Total),
        LoadDuration = 0,
        PromptEvalCount = facts.Usage?.PromptTokens,
        PromptEvalDuration = Nanoseconds(facts.First),
        EvalCount = facts.Usage?.CompletionTokens,
        EvalDuration = Nanoseconds(facts.Total - facts.First),
        Edgeagent = facts.Provenance,
    };

    private static OllamaAnswer WithCalls(OllamaAnswer answer, AnswerFacts facts) => facts.Calls.Count == 0
        ? answer
        : answer with
        {
            Message = answer.Message! with
            {
                ToolCalls = [.. facts.Calls.Select(call => new OllamaToolCall(
                    new OllamaToolFunction(call.Tool, JsonElement.Parse(call.Arguments))))],
            },
        };

    /// <summary>A time as Ollama writes it.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static long Nanoseconds(TimeSpan time) => time.Ticks * NanosecondsPerTick;
}

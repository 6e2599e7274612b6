using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>An answer of <c>/v1</c>: as a chat or as a continuation.</summary>
internal abstract class OpenAiShape : AnswerShape
{
    /// <summary>The <c>object</c> field of a chunk.</summary>
    public abstract string ChunkObject { get; }

    /// <summary>JSON of the choices of the chunk before the first text; empty: no such chunk.</summary>
    public abstract ReadOnlySpan<byte> Opening { get; }

    /// <summary>JSON of the choices of a text chunk, up to the text.</summary>
    public abstract ReadOnlySpan<byte> BeforeText { get; }

    /// <summary>The rest of it.</summary>
    public abstract ReadOnlySpan<byte> AfterText { get; }

    /// <summary>JSON of the choices of the last chunk, up to the reason.</summary>
    public abstract ReadOnlySpan<byte> BeforeFinish { get; }

    public override string StreamContentType => "text/event-stream";

    public override AnswerStream OpenStream(
        IBufferWriter<byte> output, string id, long created, GatewayOrder order) =>
        new EventStreamWriter(this, output, id, created, order);

    public override ValueTask<(T? Body, ApiError? Error)> ReadBodyAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class => BodyReader.ReadAsync(context, type);

    public override Task WriteErrorAsync(HttpContext context, ApiError error) => ErrorWriter.WriteAsync(context, error);
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>How answers and errors look to the client of one route.</summary>
internal abstract class AnswerShape
{
    /// <summary>Start of the answer's id.</summary>
    public abstract string IdPrefix { get; }

    /// <summary>The <c>Content-Type</c> of an answer that grows.</summary>
    public abstract string StreamContentType { get; }

    /// <summary>Begins an answer that is sent as it grows.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="id">The answer's id.</param>
    /// <param name="created">Unix seconds.</param>
    /// <param name="order">What was asked.</param>
    public abstract AnswerStream OpenStream(IBufferWriter<byte> output, string id, long created, GatewayOrder order);

    /// <summary>Writes the answer in one piece.</summary>
    public abstract void WriteWhole(IBufferWriter<byte> output, AnswerFacts facts, string text);

    /// <summary>Reads a request's body by the rules of the route's clients.</summary>
    public abstract ValueTask<(T? Body, ApiError? Error)> ReadBodyAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class;

    /// <summary>Answers a request that asks for nothing; only where the route's clients have such requests.</summary>
    public virtual Task WriteNothingAsync(HttpContext context, string model, DateTimeOffset now) =>
        throw new NotSupportedException("This route has no requests for nothing.");

    /// <summary>Answers a request with an error.</summary>
    public abstract Task WriteErrorAsync(HttpContext context, ApiError error);

    /// <summary>Writes one JSON value.</summary>
    protected static void Write<T>(IBufferWriter<byte> output, T value, JsonTypeInfo<T> type)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, value, type);
    }
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeAgent.Hub.Gateway;

/// <summary>How an answer looks to the client: as a chat or as a continuation.</summary>
internal abstract class AnswerShape
{
    /// <summary>Start of the answer's id.</summary>
    public abstract string IdPrefix { get; }

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

    /// <summary>Writes the answer in one piece.</summary>
    public abstract void WriteWhole(IBufferWriter<byte> output, AnswerFacts facts, string text);

    /// <summary>Writes one JSON value.</summary>
    protected static void Write<T>(IBufferWriter<byte> output, T value, JsonTypeInfo<T> type)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, value, type);
    }
}

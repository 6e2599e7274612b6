using System.Collections.Immutable;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>One tensor of a file.</summary>
/// <param name="Name">For example <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Type">Encoding.</param>
/// <param name="Dimensions">Fastest first: row length, rows, and so on; one to four, each at least 1.</param>
/// <param name="Offset">From the start of the data section, bytes.</param>
/// <param name="SizeBytes">Without padding.</param>
public sealed record GgufTensorInfo(
    string Name, GgmlType Type, ImmutableArray<long> Dimensions, long Offset, long SizeBytes)
{
    /// <summary>Number of weights.</summary>
    public long Elements => Dimensions.Aggregate(1L, static (product, dimension) => product * dimension);
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Work;

/// <summary>What a client wants done.</summary>
internal sealed record WorkOrder
{
    /// <summary>What is wanted.</summary>
    public required GoodsKind Kind { get; init; }

    /// <summary>The model.</summary>
    public required ModelDigest Model { get; init; }

    /// <summary>
    /// UTF-8 JSON of a <see cref="JobInput"/>, at most <see cref="WireLimits.JobInputBytes"/>.
    /// </summary>
    public required byte[] Input { get; init; }

    /// <summary>How tokens are drawn.</summary>
    public required SamplingParameters Sampling { get; init; }

    /// <summary>keccak256 of the canonical encoding of <see cref="Sampling"/> and <see cref="Stop"/>.</summary>
    public required Bytes32 SamplerHash { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Strings that end the answer.</summary>
    public required IReadOnlyList<string> Stop { get; init; }

    /// <summary>Most tokens to generate, 1 to <see cref="WireLimits.JobTokens"/>.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Time for all of it, at most <see cref="WireLimits.JobTtlMs"/>.</summary>
    public required TimeSpan Limit { get; init; }
}

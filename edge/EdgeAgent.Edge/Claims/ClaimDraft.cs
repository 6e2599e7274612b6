using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models;

namespace EdgeAgent.Edge.Claims;

/// <summary>What a finished job says about itself; the chain adds who, after what, and the signature.</summary>
internal sealed record ClaimDraft
{
    public required ClaimKind Kind { get; init; }

    /// <summary>The device's own offer: the prices.</summary>
    public required SignedQuote Quote { get; init; }

    /// <summary>The requester's lock, which the claim repeats and which travels with it.</summary>
    public required SignedLock Lock { get; init; }

    /// <summary>The standing lease that the lock draws on; null: none.</summary>
    public SignedLock? Lease { get; init; }

    /// <summary>What the requester has acknowledged last; null: nothing.</summary>
    public SignedUsageAck? Usage { get; init; }

    public required ModelDigest Model { get; init; }

    /// <summary>keccak256 of the runtime's description.</summary>
    public required Bytes32 RuntimeClass { get; init; }

    public required Bytes32 OutputCommit { get; init; }

    public required Bytes32 EvidenceHash { get; init; }

    /// <summary>Tokens read: prompt and resumed answer.</summary>
    public required int UnitsIn { get; init; }

    /// <summary>Tokens generated, cut ones too.</summary>
    public required int UnitsOut { get; init; }

    /// <summary>Weights that take part in one token.</summary>
    public required long ActiveParameters { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }
}

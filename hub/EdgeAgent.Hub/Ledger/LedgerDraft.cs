using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <summary>What an entry says, before it has its place in the journal.</summary>
internal sealed record LedgerDraft
{
    /// <summary>Most postings of one entry.</summary>
    public const int MaxPostings = 4;

    /// <summary>Under which rule.</summary>
    public required SettleRule Rule { get; init; }

    /// <summary>The agreement; zero where there is none.</summary>
    public Bytes32 Agreement { get; init; }

    /// <summary>The agreement whose escrow is touched; zero where there is none.</summary>
    public Bytes32 Escrow { get; init; }

    /// <summary>The claim; zero where there is none.</summary>
    public Bytes32 Claim { get; init; }

    /// <summary>What it rests on.</summary>
    public LedgerEvidence? Evidence { get; init; }

    /// <summary>Who gains and who gives; sums to zero.</summary>
    public IReadOnlyList<LedgerPosting> Postings { get; init; } = [];

    /// <summary>Unix milliseconds on the hub's clock.</summary>
    public required long AtMs { get; init; }
}

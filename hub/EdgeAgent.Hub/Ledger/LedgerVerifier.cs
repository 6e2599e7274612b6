using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Ledger;

/// <summary>
/// Recomputes the whole ledger from its rows alone: chain, signatures, rules, balances, epochs, and what covers each
/// payment. It trusts the hub's address and nothing else.
/// </summary>
/// <param name="hub">The hub's account.</param>
/// <param name="householdLimitMicros">What the household may owe.</param>
/// <param name="findClaim">The claim that the hub keeps under a digest; null: none.</param>
internal sealed class LedgerVerifier(Address hub, long householdLimitMicros, Func<Bytes32, SignedClaim?> findClaim)
{
    /// <summary>Faults that are listed; one is enough to know.</summary>
    public const int MaxFaults = 20;

    private readonly Bytes32 _homeId = Home.IdOf(hub);
    private readonly LedgerBook _book = new(householdLimitMicros);
    private readonly List<string> _faults = [];
    private readonly List<MerkleLeaf> _leaves = [];

    /// <summary>The state that the entries add up to.</summary>
    public LedgerBook Book => _book;

    /// <summary>Every posting that the entries hold.</summary>
    public HashSet<(string Account, long Index, long Micros)> Postings { get; } = [];

    /// <summary>What is wrong, in words; empty: nothing.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Checks the rows, oldest first.</summary>
    public void Run(IEnumerable<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            if (_faults.Count >= MaxFaults)
            {
                return;
            }
            Check(row);
        }
        if (_book.Balances.Values.Sum() != 0)
        {
            Say(0, "the balances do not sum to zero");
        }
    }

    private void Check(LedgerRow row)
    {
        LedgerEntry entry;
        try
        {
            entry = LedgerCodec.Read(row.Entry);
        }
        catch (LedgerException e)
        {
            Say(row.Index, e.Message);
            return;
        }
        var digest = LedgerSeal.Digest(_homeId, entry);
        if (entry.Index != (ulong)row.Index || entry.Index != _book.Head.Index + 1
            || entry.Previous != _book.Head.Digest)
        {
            Say(row.Index, "it does not follow the entry before");
        }
        if (!SignatureVerifier.Verify(digest, entry.Signature, hub))
        {
            Say(row.Index, "it is not signed by the hub");
        }
        if (!FitsColumns(row, entry, digest))
        {
            Say(row.Index, "the row says other things than its entry");
        }
        if (_book.CheckOld(entry.Draft) is { } fault)
        {
            Say(row.Index, $"it breaks a rule: {fault}");
            return; // nothing behind it can be judged
        }
        Postings.UnionWith(entry.Draft.Postings.Select(p => (p.Account.ToString(), row.Index, p.Micros)));
        CheckEpoch(row.Index, entry.Draft);
        CheckCover(row.Index, entry.Draft);
        _book.Apply(entry.Draft, digest);
    }

    private static bool FitsColumns(LedgerRow row, LedgerEntry entry, Bytes32 digest) =>
        digest.ToArray().AsSpan().SequenceEqual(row.Digest)
        && row.Rule == (byte)entry.Draft.Rule
        && Fits(row.Agreement, entry.Draft.Agreement)
        && Fits(row.Claim, entry.Draft.Claim);

    private static bool Fits(byte[]? column, Bytes32 hash) =>
        column is null ? hash == default : hash != default && hash.ToArray().AsSpan().SequenceEqual(column);

    private void CheckEpoch(long index, LedgerDraft draft)
    {
        if (draft is { Claim: var claim, Rule: not SettleRule.Slashed } && claim != default)
        {
            _leaves.Add(LedgerEpochs.LeafOf(draft));
        }
        if (draft.Evidence is not LedgerEvidence.Epoch { Signed: var signed })
        {
            return;
        }
        var root = signed.Root;
        if (root.Epoch != _book.Epoch + 1 || root.PrevRoot != _book.EpochDigest || root.LastIndex != _book.Head.Index
            || root.LastEntry != _book.Head.Digest || root.HomeId != _homeId)
        {
            Say(index, "the epoch is not the one behind the last");
        }
        if (root.Leaves != (ulong)_leaves.Count || root.Root != LedgerEpochs.RootOf(_leaves))
        {
            Say(index, "the epoch's root is not that of its claims");
        }
        if (!SignatureVerifier.Verify(TypedData.Digest(root), signed.Signature, hub))
        {
            Say(index, "the epoch's root is not signed by the hub");
        }
        _leaves.Clear();
    }

    /// <summary>Every paid unit: the provider's quote and claim, the requester's lock, and its receipt or acknowledgement.</summary>
    private void CheckCover(long index, LedgerDraft draft)
    {
        if (draft.Claim == default || draft.Rule == SettleRule.Slashed)
        {
            return;
        }
        if (findClaim(draft.Claim) is not { } signed)
        {
            Say(index, $"claim {draft.Claim} is missing");
            return;
        }
        if (TypedData.Digest(signed.Claim) != draft.Claim || signed.Claim.AgreementHash != draft.Agreement
            || !SignatureVerifier.Verify(draft.Claim, signed.Signature, signed.Claim.Device))
        {
            Say(index, "its claim is another, or not signed by its device");
        }
        if (LedgerCover.FindFault(signed, draft) is { } fault)
        {
            Say(index, fault);
        }
    }

    private void Say(long index, string fault) => _faults.Add(index == 0 ? fault : $"entry {index}: {fault}");
}

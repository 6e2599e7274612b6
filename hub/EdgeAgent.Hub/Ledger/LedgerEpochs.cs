using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Closes epochs with a signed Merkle root, and proves that a claim stands in one.</summary>
internal sealed class LedgerEpochs(HubLedger ledger, HubDatabase database, HubIdentity hub)
{
    /// <summary>Closes an epoch over everything that was posted since the last one.</summary>
    /// <returns>The root; null: no claim was settled since.</returns>
    public Task<SignedEpochRoot?> CloseAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(Close, cancellationToken);

    /// <summary>How a settled claim is proven; null: the hub has not settled it.</summary>
    public LedgerProof? Prove(Bytes32 claim) => database.Read(connection =>
    {
        if (LedgerJournal.FindSettlement(connection, claim) is not { } entry)
        {
            return null;
        }
        var epoch = FindEpoch(connection, "idx > $idx", "ASC", entry.Index);
        if (epoch is null)
        {
            return new LedgerProof(entry, Epoch: null, []);
        }
        var before = FindEpoch(connection, "idx < $idx", "DESC", epoch.Index);
        var leaves = ReadLeaves(connection, RootOf(before)?.LastIndex ?? 0, RootOf(epoch)!.LastIndex);
        var path = new MerkleTree([.. leaves.Select(MerkleTree.Leaf)]).Prove(MerkleTree.Leaf(LeafOf(entry.Draft)))
            ?? throw new LedgerException($"Entry {entry.Index} is missing in its epoch. Run: edgehub ledger verify");
        return new LedgerProof(entry, ((LedgerEvidence.Epoch)epoch.Draft.Evidence!).Signed, path);
    });

    /// <summary>The root over leaves; zero without any.</summary>
    public static Bytes32 RootOf(IReadOnlyCollection<MerkleLeaf> leaves) =>
        leaves.Count == 0 ? default : new MerkleTree([.. leaves.Select(MerkleTree.Leaf)]).Root;

    /// <summary>The leaf of a settled claim.</summary>
    public static MerkleLeaf LeafOf(LedgerDraft draft) =>
        new(draft.Claim, draft.Postings[1].Account.ToDevice(), LedgerBook.Paid(draft));

    private static EpochRoot? RootOf(LedgerEntry? epoch) =>
        (epoch?.Draft.Evidence as LedgerEvidence.Epoch)?.Signed.Root;

    private static LedgerEntry? FindEpoch(SqliteConnection connection, string where, string order, ulong index)
    {
        var rows = connection.Query(
            $"SELECT entry FROM ledger_entries WHERE rule = $rule AND {where} ORDER BY idx {order} LIMIT 1",
            reader => LedgerCodec.Read(reader.GetFieldValue<byte[]>(0)),
            ("$rule", (long)(byte)SettleRule.Epoch),
            ("$idx", (long)index));
        return rows is [var entry] ? entry : null;
    }

    private static IReadOnlyList<MerkleLeaf> ReadLeaves(SqliteConnection connection, ulong behind, ulong last) =>
        connection.Query(
            "SELECT entry FROM ledger_entries WHERE idx > $behind AND idx <= $last AND claim IS NOT NULL AND rule <> $slashed",
            reader => LeafOf(LedgerCodec.Read(reader.GetFieldValue<byte[]>(0)).Draft),
            ("$behind", (long)behind),
            ("$last", (long)last),
            ("$slashed", (long)(byte)SettleRule.Slashed));

    private SignedEpochRoot? Close(SqliteConnection connection)
    {
        SignedEpochRoot? closed = null;
        var outcome = ledger.Post(connection, book =>
        {
            var leaves = ReadLeaves(connection, book.EpochEnd, book.Head.Index);
            if (leaves.Count == 0)
            {
                return null;
            }
            var now = ledger.NowMs;
            var root = new EpochRoot(
                hub.HomeId,
                book.Epoch + 1,
                book.Head.Index,
                book.Head.Digest,
                (ulong)leaves.Count,
                RootOf(leaves),
                book.EpochDigest,
                (ulong)now);
            closed = new SignedEpochRoot(root, hub.Key.Sign(TypedData.Digest(root)));
            return new LedgerDraft { Rule = SettleRule.Epoch, Evidence = new LedgerEvidence.Epoch(closed), AtMs = now };
        });
        return outcome is LedgerOutcome.Refused refused
            ? throw new LedgerException($"An epoch could not be closed: {refused.Fault}")
            : closed;
    }
}

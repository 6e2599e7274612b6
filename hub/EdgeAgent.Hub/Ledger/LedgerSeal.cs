using System.Buffers.Binary;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Binds entries to each other and to the hub.</summary>
internal static class LedgerSeal
{
    private const int PostingBytes = 1 + 73 + 16; // the longest name is an escrow's

    /// <summary>What the hub signs for an entry; its digest names the entry.</summary>
    public static Settle SettleOf(Bytes32 homeId, ulong index, Bytes32 previous, LedgerDraft draft) => new(
        homeId,
        index,
        previous,
        draft.Rule,
        draft.Agreement,
        draft.Escrow,
        draft.Claim,
        draft.Evidence?.Hash ?? default,
        PostingsHash(draft.Postings),
        (ulong)draft.AtMs);

    /// <summary>Digest of an entry.</summary>
    public static Bytes32 Digest(Bytes32 homeId, LedgerEntry entry) =>
        TypedData.Digest(SettleOf(homeId, entry.Index, entry.Previous, entry.Draft));

    /// <summary>keccak256 over the postings, as the typed data <c>Settle</c> says.</summary>
    public static Bytes32 PostingsHash(IReadOnlyList<LedgerPosting> postings)
    {
        Span<byte> bytes = stackalloc byte[LedgerDraft.MaxPostings * PostingBytes];
        var at = 0;
        foreach (var posting in postings)
        {
            var length = Encoding.ASCII.GetBytes(posting.Account.ToString(), bytes[(at + 1)..]);
            bytes[at] = (byte)length;
            at += 1 + length;
            BinaryPrimitives.WriteInt128BigEndian(bytes[at..], posting.Micros);
            at += 16;
        }
        return Keccak256.Hash(bytes[..at]);
    }
}

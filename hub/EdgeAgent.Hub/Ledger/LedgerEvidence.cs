using System.Buffers.Binary;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Ledger;

/// <summary>What an entry rests on.</summary>
internal abstract record LedgerEvidence
{
    private LedgerEvidence()
    {
    }

    /// <summary>What the hub's signature over the entry covers of it.</summary>
    public abstract Bytes32 Hash { get; }

    /// <summary>The requester's receipt.</summary>
    public sealed record Receipt(SignedReceipt Signed) : LedgerEvidence
    {
        public override Bytes32 Hash => TypedData.Digest(Signed.Receipt);
    }

    /// <summary>What the requester has acknowledged.</summary>
    public sealed record Usage(SignedUsageAck Signed) : LedgerEvidence
    {
        public override Bytes32 Hash => TypedData.Digest(Signed.Ack);
    }

    /// <summary>Until when an escrow may stay open, Unix milliseconds.</summary>
    public sealed record Deadline(long AtMs) : LedgerEvidence
    {
        public override Bytes32 Hash
        {
            get
            {
                Span<byte> bytes = stackalloc byte[sizeof(long)];
                BinaryPrimitives.WriteInt64BigEndian(bytes, AtMs);
                return Keccak256.Hash(bytes);
            }
        }
    }

    /// <summary>The administrator's reason.</summary>
    public sealed record Reason(string Text) : LedgerEvidence
    {
        public override Bytes32 Hash => Keccak256.Hash(Encoding.UTF8.GetBytes(Text));
    }

    /// <summary>A closed epoch.</summary>
    public sealed record Epoch(SignedEpochRoot Signed) : LedgerEvidence
    {
        public override Bytes32 Hash => TypedData.Digest(Signed.Root);
    }
}

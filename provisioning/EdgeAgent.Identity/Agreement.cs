using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Identity;

/// <summary>Hashes that tie a claim to what was agreed before the work.</summary>
public static class Agreement
{
    /// <summary><c>keccak256(quoteHash ‖ lockHash)</c>; the lock's hash is its EIP-712 digest. For a lease's lock this names the lease, and stands as the quote's hash in the locks that draw on it.</summary>
    public static Bytes32 Hash(WorkLock lockData)
    {
        Span<byte> buffer = stackalloc byte[2 * Bytes32.SizeBytes];
        lockData.QuoteHash.CopyTo(buffer);
        TypedData.Digest(lockData).CopyTo(buffer[Bytes32.SizeBytes..]);
        return Keccak256.Hash(buffer);
    }

    /// <summary>Whether quote, lease and lock belong together: each names the one before, for one home and one requester, and the lease is signed. The signatures of quote and lock are the caller's to check, with the signers that it expects.</summary>
    /// <returns>What does not fit, in words; null: all does.</returns>
    public static string? FindFault(SignedQuote quote, SignedLock work, SignedLock? lease)
    {
        var quoteHash = TypedData.Digest(quote.Quote);
        if (quote.Quote.HomeId != work.Lock.HomeId)
        {
            return "The quote is for another home than the lock.";
        }
        if (lease is null)
        {
            return work.Lock.QuoteHash == quoteHash ? null : "The lock takes another quote.";
        }
        if (lease.Lock.QuoteHash != quoteHash || lease.Lock.HomeId != work.Lock.HomeId
            || lease.Lock.Requester != work.Lock.Requester)
        {
            return "The lease is for another quote, home or requester.";
        }
        if (work.Lock.QuoteHash != Hash(lease.Lock))
        {
            return "The lock draws on another lease.";
        }
        return SignatureVerifier.Verify(TypedData.Digest(lease.Lock), lease.Signature, lease.Lock.Requester)
            ? null
            : "The lease's signature is wrong.";
    }
}

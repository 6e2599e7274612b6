using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Claims;

/// <summary>
/// Checks claims. Pure: the same claim gets the same answer, whatever came before; order and uniqueness are the store's
/// part.
/// </summary>
/// <param name="hub">The hub's own account: who signs the locks of this home.</param>
/// <param name="homeId">The home.</param>
/// <param name="activeParameters">Weights that take part in one token, from the hub's own copy of the model; null for a
/// model that it does not have.</param>
internal sealed class ClaimVerifier(Address hub, Bytes32 homeId, Func<ModelDigest, long?> activeParameters)
{
    /// <summary>Whether the claim is what it says: its sender's, for this home, on a lock of this hub.</summary>
    /// <param name="sender">The device, authenticated by its certificate.</param>
    /// <param name="signed">The claim with signature and lock.</param>
    /// <param name="digest">The claim's EIP-712 digest.</param>
    /// <returns>The first fault; null when there is none. A claim with a fault here is not kept.</returns>
    public ClaimFault? CheckSigned(Address sender, SignedClaim signed, Bytes32 digest)
    {
        var (claim, agreed) = (signed.Claim, signed.Lock.Lock);
        if (claim.Device != sender)
        {
            return ClaimFault.OtherDevice;
        }
        if (!SignatureVerifier.Verify(digest, signed.Signature, claim.Device))
        {
            return ClaimFault.Signature;
        }
        if (claim.HomeId != homeId)
        {
            return ClaimFault.OtherHome;
        }
        if (signed.Quote.Quote.Provider != claim.Device
            || !SignatureVerifier.Verify(
                TypedData.Digest(signed.Quote.Quote), signed.Quote.Signature, claim.Device))
        {
            return ClaimFault.QuoteSignature;
        }
        if (agreed.Requester != hub || !SignatureVerifier.Verify(TypedData.Digest(agreed), signed.Lock.Signature, hub))
        {
            return ClaimFault.LockSignature;
        }
        return CheckLock(signed);
    }

    /// <summary>Judges a claim that stands in its place of the chain.</summary>
    /// <remarks>
    /// The times in it are by the device's clock, which may have been set in between: they prove nothing.
    /// </remarks>
    /// <returns>The verdict, and why it is not <see cref="ClaimVerdict.Accepted"/>.</returns>
    public (ClaimVerdict Verdict, ClaimFault? Fault) Judge(SignedClaim signed)
    {
        var claim = signed.Claim;
        if (claim.Kind is not (ClaimKind.Chat or ClaimKind.Completion or ClaimKind.Partial))
        {
            return (ClaimVerdict.Rejected, ClaimFault.Kind);
        }
        if (claim.UnitsOut == 0)
        {
            return (ClaimVerdict.Rejected, ClaimFault.NoOutput);
        }
        if (claim.Amount > signed.Lock.Lock.MaxSpend
            || claim.Amount > QuotePrice.Of(signed.Quote.Quote, claim.UnitsIn, claim.UnitsOut))
        {
            return (ClaimVerdict.Rejected, ClaimFault.Amount);
        }
        if (claim.AdapterHash != default)
        {
            return (ClaimVerdict.Rejected, ClaimFault.Adapter);
        }
        if (activeParameters(ModelOf(claim)) is not { } parameters)
        {
            return (ClaimVerdict.Unverified, ClaimFault.UnknownModel);
        }
        // At most 2^63 × 2^65: no overflow.
        var work = (UInt128)parameters * ((UInt128)claim.UnitsIn + claim.UnitsOut);
        return claim.WorkUnits == work
            ? (ClaimVerdict.Accepted, null)
            : (ClaimVerdict.Rejected, ClaimFault.WorkUnits);
    }

    /// <summary>The model that a claim names.</summary>
    public static ModelDigest ModelOf(PoIClaim claim)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.SizeBytes];
        claim.ModelHash.CopyTo(bytes);
        return ModelDigest.FromBytes(bytes);
    }

    private ClaimFault? CheckLock(SignedClaim signed)
    {
        var (claim, agreed) = (signed.Claim, signed.Lock.Lock);
        if (agreed.HomeId != homeId)
        {
            return ClaimFault.LockHome;
        }
        if (claim.Counterparty != agreed.Requester)
        {
            return ClaimFault.Counterparty;
        }
        if (signed.Quote.Quote.ModelHash != claim.ModelHash
            || Agreement.FindFault(signed.Quote, signed.Lock, signed.Lease) is not null)
        {
            return ClaimFault.QuoteHash;
        }
        if (claim.AgreementHash != Agreement.Hash(agreed))
        {
            return ClaimFault.AgreementHash;
        }
        if (claim.Seed != agreed.Seed)
        {
            return ClaimFault.Seed;
        }
        if (claim.SamplerHash != agreed.SamplerHash)
        {
            return ClaimFault.SamplerHash;
        }
        return claim.InputCommit != agreed.InputCommit ? ClaimFault.InputCommit : null;
    }
}

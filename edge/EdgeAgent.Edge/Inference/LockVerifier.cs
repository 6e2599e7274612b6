using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>Checks that this home's hub asked this device for exactly this work.</summary>
internal sealed class LockVerifier(SigningKey key, HomeMembership home)
{
    /// <summary>Compares the request with its lock.</summary>
    /// <returns>Null when everything fits; otherwise what does not.</returns>
    public string? FindFault(JobRequest request)
    {
        var work = request.Lock.Lock;
        if (work.HomeId != home.HomeId)
        {
            return "The lock is for another home.";
        }
        if (work.Requester != home.Hub)
        {
            return "The requester is not this home's hub.";
        }
        if (work.QuoteHash != Agreement.DirectPlacementQuoteHash(key.Address, request.Model))
        {
            return "The lock is for another device or another model.";
        }
        if (work.SamplerHash != Keccak256.Hash(CanonicalSampling.Encode(request.Sampling, request.Stop)))
        {
            return "The sampling parameters are not those of the lock.";
        }
        if (work.InputCommit != Commitment.Compute(request.InputSalt, request.Input))
        {
            return "The input is not the one of the lock.";
        }
        return SignatureVerifier.Verify(TypedData.Digest(work), request.Lock.Signature, work.Requester)
            ? null
            : "The lock's signature is wrong.";
    }
}

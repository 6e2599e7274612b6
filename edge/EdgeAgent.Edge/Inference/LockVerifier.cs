using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Edge.Trading;
using EdgeAgent.Identity;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>Checks that this home's hub asked this device for exactly this work, under a quote of this device.</summary>
internal sealed class LockVerifier(SigningKey key, HomeMembership home, QuoteBook quotes, TimeProvider time)
{
    /// <summary>Compares the request with its papers; what fits uses up a quote that was for one lock.</summary>
    /// <returns>Null when everything fits; otherwise the refusal.</returns>
    public JobRejected? FindFault(JobRequest request) =>
        FindWrong(request) is { } wrong ? new JobRejected(request.Id, JobRejectReason.Lock, wrong)
        : FindStale(request) is { } stale ? new JobRejected(request.Id, JobRejectReason.Quote, stale)
        : null;

    private string? FindWrong(JobRequest request)
    {
        var (quote, work) = (request.Quote.Quote, request.Lock.Lock);
        if (work.HomeId != home.HomeId)
        {
            return "The lock is for another home.";
        }
        if (work.Requester != home.Hub)
        {
            return "The requester is not this home's hub.";
        }
        Span<byte> model = stackalloc byte[Bytes32.SizeBytes];
        request.Model.CopyTo(model);
        if (quote.Provider != key.Address || quote.ModelHash != new Bytes32(model))
        {
            return "The quote is for another device or another model.";
        }
        if (work.SamplerHash != Keccak256.Hash(CanonicalSampling.Encode(request.Sampling, request.Stop)))
        {
            return "The sampling parameters are not those of the lock.";
        }
        if (work.InputCommit != Commitment.Compute(request.InputSalt, request.Input))
        {
            return "The input is not the one of the lock.";
        }
        if (work.MaxSpend < QuotePrice.Of(quote, 0, (ulong)request.MaxTokens))
        {
            return "The lock does not pay for the tokens that are asked.";
        }
        if (Agreement.FindFault(request.Quote, request.Lock, request.Lease) is { } fault)
        {
            return fault;
        }
        if (!SignatureVerifier.Verify(TypedData.Digest(quote), request.Quote.Signature, key.Address))
        {
            return "The quote's signature is wrong.";
        }
        return SignatureVerifier.Verify(TypedData.Digest(work), request.Lock.Signature, work.Requester)
            ? null
            : "The lock's signature is wrong.";
    }

    private string? FindStale(JobRequest request)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var quote = request.Quote.Quote;
        if (quote.ValidUntil < (ulong)now)
        {
            return "The quote has expired.";
        }
        return request.Lease is not null || quotes.TryUse(TypedData.Digest(quote), (long)quote.ValidUntil, now)
            ? null
            : "The quote was taken before.";
    }
}

using System.Security.Cryptography;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Work;

/// <summary>
/// Commits the home with the hub's own key, at price 0. Nothing is written down: the lock comes back inside the claim.
/// </summary>
internal sealed class JobSigner(HubIdentity hub) : IJobSigner
{
    public JobRequest Sign(WorkOrder order, WorkEffect.Offer offer)
    {
        var salt = Commitment.NewSalt();
        var agreed = new WorkLock(
            hub.HomeId,
            Agreement.DirectPlacementQuoteHash(offer.Device, order.Model),
            hub.Address,
            MaxSpend: 0,
            order.Seed,
            order.SamplerHash,
            Commitment.Compute(salt, order.Input),
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        return new JobRequest(
            offer.Job,
            new SignedLock(agreed, hub.Key.Sign(TypedData.Digest(agreed))),
            order.Model,
            order.Input,
            salt,
            order.Sampling,
            order.Stop,
            offer.MaxTokens,
            (int)Math.Clamp(offer.Ttl.TotalMilliseconds, 1, Contracts.WireLimits.JobTtlMs),
            offer.Resume);
    }
}

using System.Security.Cryptography;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Market;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Work;

/// <summary>Commits the home with the hub's own key. The lock is not written down: it comes back inside the claim.</summary>
internal sealed class JobSigner(HubIdentity hub) : IJobSigner
{
    public JobRequest Sign(WorkOrder order, WorkEffect.Offer offer, Deal deal)
    {
        var salt = Commitment.NewSalt();
        var agreed = new WorkLock(
            hub.HomeId,
            deal.Lease?.Agreement ?? TypedData.Digest(deal.Quote.Quote),
            hub.Address,
            deal.MaxSpend,
            order.Seed,
            order.SamplerHash,
            Commitment.Compute(salt, order.Input),
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        deal.Agree(Agreement.Hash(agreed));
        return new JobRequest(
            offer.Job,
            deal.Quote,
            new SignedLock(agreed, hub.Key.Sign(TypedData.Digest(agreed))),
            order.Model,
            order.Input,
            salt,
            order.Sampling,
            order.Stop,
            offer.MaxTokens,
            (int)Math.Clamp(offer.Ttl.TotalMilliseconds, 1, Contracts.WireLimits.JobTtlMs),
            offer.Resume,
            deal.Lease?.Lock);
    }
}

using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Market;

/// <summary>Requests for quotes of the hub itself, for the people of its home.</summary>
internal sealed class RfqMaker(HubIdentity hub)
{
    /// <summary>A request for one piece of work.</summary>
    public Rfq ForWork(GoodsKind kind, ModelDigest model, uint maxIn, uint maxOut, UInt128 maxPrice, TimeSpan limit) =>
        Make(kind, model, maxIn, maxOut, maxPrice, limit, term: TimeSpan.Zero);

    /// <summary>A request for a standing quote.</summary>
    public Rfq ForLease(ModelDigest model, UInt128 maxPrice, TimeSpan term) => Make(
        GoodsKind.Chat, model, maxIn: 1, maxOut: 1, maxPrice, TimeSpan.FromMilliseconds(WireLimits.JobTtlMs), term);

    /// <summary>A model's digest as it stands in signed data.</summary>
    public static Bytes32 HashOf(ModelDigest model)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.SizeBytes];
        model.CopyTo(bytes);
        return new Bytes32(bytes);
    }

    private Rfq Make(
        GoodsKind kind, ModelDigest model, uint maxIn, uint maxOut, UInt128 maxPrice, TimeSpan limit, TimeSpan term) =>
        new(
            hub.HomeId,
            hub.Address,
            kind,
            HashOf(model),
            maxIn,
            maxOut,
            maxPrice,
            (uint)Math.Clamp(limit.TotalMilliseconds, 1, WireLimits.JobTtlMs),
            (uint)term.TotalMilliseconds,
            PrivacyClass.Home,
            VerifyLevel.Audit,
            InputCommit: default,
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
}

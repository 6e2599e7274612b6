using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Identity;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Tests.Claims;

/// <summary>An honest device's side of claims, with means to be dishonest.</summary>
internal sealed class ClaimMaker(SigningKey hub, SigningKey device)
{
    /// <summary>The model that the test's hub has.</summary>
    public static readonly ModelDigest Model = ModelDigest.FromBytes(Enumerable.Repeat((byte)5, 32).ToArray());

    /// <summary>Its active parameters.</summary>
    public const long Parameters = 260_000;

    private ulong _seq;
    private Bytes32 _head;
    private SignedQuote? _quote;

    public Bytes32 HomeId { get; } = Home.IdOf(hub.Address);

    /// <summary>The device's quote: one micro-credit a token in, two a token out.</summary>
    public SignedQuote Quote => _quote ??= Offer();

    /// <summary>What the work costs.</summary>
    public static UInt128 Price => 10 + (2 * 20);

    /// <summary>A lock as the hub signs it.</summary>
    public SignedLock Lock(Func<WorkLock, WorkLock>? change = null, SigningKey? signer = null)
    {
        var honest = new WorkLock(
            HomeId,
            TypedData.Digest(Quote.Quote),
            hub.Address,
            MaxSpend: 1_000,
            Seed: 7,
            Hash(1),
            Hash(2),
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        var agreed = change?.Invoke(honest) ?? honest;
        return new SignedLock(agreed, (signer ?? hub).Sign(TypedData.Digest(agreed)));
    }

    /// <summary>The next claim of the device's chain.</summary>
    public SignedClaim Next(Func<PoIClaim, PoIClaim>? change = null, SignedLock? agreed = null)
    {
        var signed = At(_seq + 1, _head, change, agreed);
        _seq++;
        _head = TypedData.Digest(signed.Claim);
        return signed;
    }

    /// <summary>A claim for any place of the chain, which stays as it is.</summary>
    public SignedClaim At(
        ulong seq, Bytes32 prev, Func<PoIClaim, PoIClaim>? change = null, SignedLock? agreed = null)
    {
        agreed ??= Lock();
        var claim = new PoIClaim(
            HomeId, ClaimKind.Chat, device.Address, device.Address, hub.Address, Agreement.Hash(agreed.Lock),
            ModelHash(Model), default, Hash(3), agreed.Lock.InputCommit, Hash(4), agreed.Lock.Seed,
            agreed.Lock.SamplerHash, UnitsIn: 10, UnitsOut: 20, WorkUnits: (UInt128)Parameters * 30, Price,
            StartedAt: 1_700_000_000, FinishedAt: 1_700_000_005, seq, prev, Hash(5));
        return Sign(change?.Invoke(claim) ?? claim, agreed);
    }

    /// <summary>Signs what it is given.</summary>
    public SignedClaim Sign(PoIClaim claim, SignedLock agreed) =>
        new(claim, device.Sign(TypedData.Digest(claim)), Quote, agreed);

    /// <summary>What the hub's handler would hand on.</summary>
    public IncomingClaim Incoming(SignedClaim signed, ClaimFault? fault = null) => new(
        device.Address,
        signed,
        TypedData.Digest(signed.Claim),
        WireJson.Write(signed, WireJson.Default.SignedClaim),
        fault);

    public static Bytes32 Hash(byte value) => new(Enumerable.Repeat(value, 32).ToArray());

    public static Bytes32 ModelHash(ModelDigest model)
    {
        var bytes = new byte[Bytes32.SizeBytes];
        model.CopyTo(bytes);
        return new Bytes32(bytes);
    }

    private SignedQuote Offer()
    {
        var quote = new Quote(
            HomeId, Hash(6), device.Address, 0, PriceIn: 1, PriceOut: 2, 0, 8, 0, 0, ModelHash(Model), default,
            ulong.MaxValue, 9);
        return new SignedQuote(quote, device.Sign(TypedData.Digest(quote)));
    }
}

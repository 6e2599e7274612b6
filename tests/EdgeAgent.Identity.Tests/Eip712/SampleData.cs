using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Identity.Tests.Eip712;

/// <summary>Random messages of each signed type, with the ends of every range among them.</summary>
internal static class SampleData
{
    private static readonly Gen<Bytes32> s_hash = Gen.Frequency(
        (8, Gen.Byte.Array[Bytes32.SizeBytes].Select(bytes => new Bytes32(bytes))), (1, Gen.Const(default(Bytes32))));

    private static readonly Gen<Address> s_address =
        Gen.Byte.Array[Address.SizeBytes].Select(bytes => new Address(bytes));

    private static readonly Gen<ulong> s_number =
        Gen.Frequency((3, Gen.ULong), (2, Gen.ULong[0, 100]), (1, Gen.Const(ulong.MaxValue)));

    private static readonly Gen<UInt128> s_large = Gen.Frequency(
        (3, Gen.Select(Gen.ULong, Gen.ULong, static (high, low) => new UInt128(high, low))),
        (1, Gen.Const(UInt128.Zero)),
        (1, Gen.Const(UInt128.MaxValue)));

    private static readonly Gen<ClaimKind> s_kind = Gen.OneOf(ClaimKind.Chat, ClaimKind.Completion, ClaimKind.Partial);

    public static Gen<PoIClaim> Claims { get; } =
        from kind in s_kind
        from hashes in s_hash.Array[11]
        from accounts in s_address.Array[3]
        from numbers in s_number.Array[6]
        from work in s_large
        from amount in s_large
        select new PoIClaim(
            hashes[0], kind, accounts[0], accounts[1], accounts[2], hashes[1], hashes[2], hashes[3], hashes[4],
            hashes[5], hashes[6], numbers[0], hashes[7], numbers[1], numbers[2], work, amount, numbers[3],
            numbers[4], numbers[5],
            hashes[8], hashes[9]);

    public static Gen<WorkLock> Locks { get; } =
        from hashes in s_hash.Array[4]
        from requester in s_address
        from spend in s_large
        from numbers in s_number.Array[2]
        select new WorkLock(hashes[0], hashes[1], requester, spend, numbers[0], hashes[2], hashes[3], numbers[1]);

    public static Gen<PairPermit> Permits { get; } =
        from hashes in s_hash.Array[4]
        from accounts in s_address.Array[2]
        select new PairPermit(accounts[0], accounts[1], hashes[0], hashes[1], hashes[2], hashes[3]);

    public static Gen<DeviceDescriptor> Descriptors { get; } =
        from home in s_hash
        from device in s_address
        from permissions in Gen.UInt
        from numbers in s_number.Array[2]
        select new DeviceDescriptor(home, device, permissions, numbers[0], numbers[1]);

    public static Gen<TlsKeySuccession> Successions { get; } =
        from device in s_address
        from hashes in s_hash.Array[3]
        from n in s_number
        select new TlsKeySuccession(device, hashes[0], hashes[1], hashes[2], n);

    public static Gen<RenewalTerms> Terms { get; } =
        from device in s_address
        from hashes in s_hash.Array[3]
        from numbers in s_number.Array[3]
        select new RenewalTerms(hashes[0], device, hashes[1], hashes[2], numbers[0], numbers[1], numbers[2]);

    public static Gen<Rfq> Rfqs { get; } =
        from hashes in s_hash.Array[3]
        from requester in s_address
        from kind in Gen.OneOf(Enum.GetValues<GoodsKind>())
        from counts in Gen.UInt.Array[4]
        from price in s_large
        from privacy in Gen.OneOf(Enum.GetValues<PrivacyClass>())
        from verify in Gen.OneOf(Enum.GetValues<VerifyLevel>())
        from nonce in s_number
        select new Rfq(
            hashes[0], requester, kind, hashes[1], counts[0], counts[1], price, counts[2], counts[3], privacy, verify,
            hashes[2], nonce);

    public static Gen<Quote> Quotes { get; } =
        from hashes in s_hash.Array[4]
        from provider in s_address
        from numbers in s_number.Array[6]
        from counts in Gen.UInt.Array[3]
        select new Quote(
            hashes[0], hashes[1], provider, numbers[0], numbers[1], numbers[2], numbers[3], counts[0], counts[1],
            counts[2], hashes[2], hashes[3], numbers[4], numbers[5]);

    public static Gen<Usage> Usages { get; } =
        from hashes in s_hash.Array[3]
        from numbers in s_number.Array[3]
        from amount in s_large
        select new Usage(hashes[0], hashes[1], numbers[0], numbers[1], numbers[2], amount, hashes[2]);

    public static Gen<UsageAck> UsageAcks { get; } =
        from hashes in s_hash.Array[2]
        select new UsageAck(hashes[0], hashes[1]);

    public static Gen<Receipt> Receipts { get; } =
        from hashes in s_hash.Array[3]
        from numbers in s_number.Array[2]
        from amount in s_large
        from verdict in Gen.OneOf(Enum.GetValues<ReceiptVerdict>())
        from reason in Gen.OneOf(Enum.GetValues<ReceiptReason>())
        select new Receipt(hashes[0], hashes[1], hashes[2], numbers[0], numbers[1], amount, verdict, reason);

    public static Gen<Settle> Settles { get; } =
        from hashes in s_hash.Array[7]
        from numbers in s_number.Array[2]
        from rule in Gen.OneOf(Enum.GetValues<SettleRule>())
        select new Settle(
            hashes[0], numbers[0], hashes[1], rule, hashes[2], hashes[3], hashes[4], hashes[5], hashes[6], numbers[1]);

    public static Gen<EpochRoot> EpochRoots { get; } =
        from hashes in s_hash.Array[4]
        from numbers in s_number.Array[4]
        select new EpochRoot(
            hashes[0], numbers[0], numbers[1], hashes[1], numbers[2], hashes[2], hashes[3], numbers[3]);

    public static Gen<PoIAttestation> Attestations { get; } =
        from hashes in s_hash.Array[3]
        from attester in s_address
        from method in Gen.OneOf(Enum.GetValues<AttestationMethod>())
        from score in Gen.Byte
        from at in s_number
        select new PoIAttestation(hashes[0], hashes[1], attester, method, score, hashes[2], at);
}

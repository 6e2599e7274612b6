using System.Text.Json;
using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity.Eip712;

namespace EdgeAgent.Identity.Tests.Eip712;

public sealed class TypedDataTests
{
    private static readonly Bytes32 s_one = new([.. new byte[31], 1]);

    private static readonly PoIClaim s_claim = new(
        s_one, ClaimKind.Chat, Account(2), Account(3), Account(4), s_one, s_one, default, s_one, s_one, s_one,
        ulong.MaxValue, s_one, 12, 13, UInt128.MaxValue, 14, 1_800_000_000, 1_800_000_001, 15, default, s_one);

    /// <summary>Digests that ethers gave for the same values: the test of record where npm is missing.</summary>
    [Fact]
    public void Digests_are_those_that_wallets_compute()
    {
        Assert.Equal(
            "0x1320cf0de79f0c546d5eeb07274a9f581bf6c0264115a7d42ce3c1e73232ae6a", TypedDataDomain.Separator.ToString());
        Assert.Equal(
            "0x0da0930097d4466b6a45438308d56c757272f4cc66c83b609c72d105bf8463be", TypedData.Digest(s_claim).ToString());
        var workLock = new WorkLock(
            s_one, s_one, Account(2), UInt128.MaxValue, 3, s_one, s_one, ulong.MaxValue);
        Assert.Equal(
            "0x0c3ffdfac5c55d1b9e7e2d61916f338ca0bb44feaabbb39c8dc793482baa9ba5",
            TypedData.Digest(workLock).ToString());
        var permit = new PairPermit(Account(1), Account(2), s_one, s_one, s_one, s_one);
        Assert.Equal(
            "0xb152912ea2eabc19837a1451096dac228b7d1499a6acf305750ef88c4e247714", TypedData.Digest(permit).ToString());
        var descriptor = new DeviceDescriptor(s_one, Account(2), uint.MaxValue, 4, ulong.MaxValue);
        Assert.Equal(
            "0x4077999d0e9bd31414f4315f9f03cf6c3f744b8c96d786beee2a5d460d2a47ae",
            TypedData.Digest(descriptor).ToString());
    }

    [Fact]
    public void Every_member_is_part_of_the_digest()
    {
        ExpectAllMembersSigned(SampleData.Claims, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Locks, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Permits, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Descriptors, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Rfqs, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Quotes, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Usages, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.UsageAcks, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Receipts, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Settles, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.EpochRoots, TypedData.Digest, TypedData.ToJson);
        ExpectAllMembersSigned(SampleData.Attestations, TypedData.Digest, TypedData.ToJson);
    }

    [Fact]
    public void A_digest_allocates_nothing()
    {
        TypedData.Digest(s_claim);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            TypedData.Digest(s_claim);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_agreement_is_the_hash_of_quote_and_lock()
    {
        var quote = Keccak256.Hash("a quote"u8);
        var workLock = new WorkLock(s_one, quote, Account(2), 0, 3, s_one, s_one, 4);
        Assert.Equal(
            Keccak256.Hash([.. quote.ToArray(), .. TypedData.Digest(workLock).ToArray()]), Agreement.Hash(workLock));
        Assert.NotEqual(Agreement.Hash(workLock), Agreement.Hash(workLock with { Nonce = 5 }));
    }

    [Fact]
    public void A_commitment_hides_behind_its_salt_and_binds_to_the_bytes()
    {
        var salt = Commitment.NewSalt();
        Assert.NotEqual(salt, Commitment.NewSalt());
        var commitment = Commitment.Compute(salt, "input"u8);
        Assert.Equal(
            Keccak256.Hash([.. salt.ToArray(), .. System.Security.Cryptography.SHA256.HashData("input"u8)]),
            commitment);
        Assert.NotEqual(commitment, Commitment.Compute(salt, "inpuT"u8));
        Assert.NotEqual(commitment, Commitment.Compute(Commitment.NewSalt(), "input"u8));
    }

    [Fact]
    public void A_home_is_named_after_its_hub() =>
        Assert.Equal(
            Keccak256.Hash([.. "EdgeAgent home 1"u8, .. Account(7).ToArray()]), Home.IdOf(Account(7)));

    /// <summary>Two random messages that differ in one member only must differ in their digest.</summary>
    private static void ExpectAllMembersSigned<T>(Gen<T> messages, Func<T, Bytes32> digest, Func<T, byte[]> json)
        where T : class
    {
        var members = typeof(T).GetProperties().Where(property => property.SetMethod is not null).ToArray();
        using var typed = JsonDocument.Parse(json(messages.Single()));
        Assert.Equal(members.Length, typed.RootElement.GetProperty("message").EnumerateObject().Count());
        foreach (var member in members)
        {
            var pairs = Gen.Select(messages, messages)
                .Where((a, b) => !Equals(member.GetValue(a), member.GetValue(b)));
            pairs.Sample((a, b) =>
            {
                var before = digest(a);
                member.SetValue(a, member.GetValue(b)); // init-only binds the compiler, not reflection
                Assert.NotEqual(before, digest(a));
            }, iter: 5, threads: 1);
        }
    }

    private static Address Account(byte value) => new([.. new byte[19], value]);
}

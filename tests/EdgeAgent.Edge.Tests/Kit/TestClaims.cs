using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Chains of claims without jobs.</summary>
internal static class TestClaims
{
    public static ClaimStore Store(DataDirectory data) => new(data, TimeProvider.System, NullLogger<ClaimStore>.Instance);

    public static ClaimChain Chain(SigningKey key, ClaimStore store) =>
        new(key, new HomeMembership(default, default, new HubDoors(["127.0.0.1"], 1, 1), [], []), store);

    /// <summary>A draft under a lock of its own.</summary>
    public static ClaimDraft Draft(ulong nonce) => new()
    {
        Kind = ClaimKind.Completion,
        Quote = new SignedQuote(
            new Quote(default, default, default, 0, 1, 2, 0, 1, 0, 0, default, default, 0, 0), default),
        Lock = new SignedLock(
            new WorkLock(default, default, default, 0, 1, default, default, nonce), default),
        Model = ModelDigest.FromBytes(new byte[32]),
        RuntimeClass = default,
        OutputCommit = default,
        EvidenceHash = default,
        UnitsIn = 3,
        UnitsOut = 4,
        ActiveParameters = 10,
        StartedAt = DateTimeOffset.UnixEpoch,
        FinishedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Reads the whole chain and checks each link and signature.</summary>
    /// <returns>Number of claims.</returns>
    public static ulong Verify(ClaimStore store, Address device)
    {
        var head = store.Open();
        Bytes32 previous = default;
        for (ulong seq = 1; seq <= head.Seq; seq++)
        {
            var signed = WireJson.Parse(store.ReadMessage(seq), WireJson.Default.SignedClaim);
            Assert.Equal(seq, signed.Claim.Seq);
            Assert.Equal(previous, signed.Claim.PrevClaim);
            var digest = TypedData.Digest(signed.Claim);
            Assert.True(SignatureVerifier.Verify(digest, signed.Signature, device));
            previous = digest;
        }
        Assert.Equal(previous, head.Digest);
        Assert.Null(store.ReadMessage(head.Seq + 1));
        return head.Seq;
    }
}

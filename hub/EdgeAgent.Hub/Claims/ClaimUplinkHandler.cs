using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Claims;

/// <summary>Takes claims from devices. Signatures are checked here, beside each other for different devices.</summary>
internal sealed class ClaimUplinkHandler(ClaimVerifier verifier, ClaimIntake intake) : IUplinkHandler
{
    public string Leaf => Leaves.Claim;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var signed = WireJson.Parse(payload.Span, WireJson.Default.SignedClaim);
        var digest = TypedData.Digest(signed.Claim);
        var fault = verifier.CheckSigned(device, signed, digest);
        return intake.AddAsync(
            new IncomingClaim(device, signed, digest, payload.ToArray(), fault), cancellationToken);
    }
}

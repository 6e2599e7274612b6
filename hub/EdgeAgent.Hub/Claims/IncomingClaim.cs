using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Claims;

/// <summary>A claim on its way into the store.</summary>
/// <param name="Device">The sender.</param>
/// <param name="Signed">The claim with signature and lock.</param>
/// <param name="Digest">Its EIP-712 digest.</param>
/// <param name="Payload">The message as it came, UTF-8 JSON.</param>
/// <param name="Fault">What <see cref="ClaimVerifier.CheckSigned"/> found; then it is only answered, in its
/// turn.</param>
internal sealed record IncomingClaim(
    Address Device, SignedClaim Signed, Bytes32 Digest, byte[] Payload, ClaimFault? Fault);

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Claims;

/// <summary>A claim as the hub keeps it.</summary>
/// <param name="Row">Place in the order of arrival, for paging.</param>
/// <param name="Digest">The claim's EIP-712 digest.</param>
/// <param name="Signed">The claim with signature and lock.</param>
/// <param name="Verdict">What the hub thinks of it.</param>
/// <param name="Fault">Why the verdict is not <see cref="ClaimVerdict.Accepted"/>.</param>
/// <param name="ReceivedAt">By the hub's clock.</param>
internal sealed record StoredClaim(
    long Row,
    Bytes32 Digest,
    SignedClaim Signed,
    ClaimVerdict Verdict,
    ClaimFault? Fault,
    DateTimeOffset ReceivedAt);

using System.Text.Json;

namespace EdgeAgent.Hub.Claims.Json;

/// <summary>Answer of <c>GET /api/hub/claims/{hash}</c>: everything that a stranger needs to check the claim.</summary>
/// <param name="Hash">The claim's EIP-712 digest.</param>
/// <param name="Device">Who must have signed it.</param>
/// <param name="TypedData">The claim as <c>eth_signTypedData_v4</c>: types, primaryType, domain, message.</param>
/// <param name="Signature">r‖s‖v, 0x text.</param>
/// <param name="Lock">The hub's own commitment that the claim rests on.</param>
/// <param name="Verdict"><c>accepted</c>, <c>unverified</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it is not accepted.</param>
/// <param name="ReceivedAt">By the hub's clock.</param>
internal sealed record ClaimDetail(
    string Hash,
    string Device,
    JsonElement TypedData,
    string Signature,
    SignedData Lock,
    string Verdict,
    string? Reason,
    DateTimeOffset ReceivedAt);

namespace EdgeAgent.Hub.Claims.Json;

/// <summary>Everything that a stranger needs to check a claim and what was paid for it, without asking this hub again.</summary>
/// <param name="Hub">The account that signs for the home.</param>
/// <param name="Claim">The device's claim.</param>
/// <param name="Quote">The device's offer.</param>
/// <param name="Lock">The requester's commitment.</param>
/// <param name="Lease">The standing lease that the lock draws on, if there is one.</param>
/// <param name="Receipt">The requester's receipt, where the payment rests on one.</param>
/// <param name="UsageAck">What the requester had acknowledged, where the payment rests on that.</param>
/// <param name="Settle">The ledger's entry, signed by the hub.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="PaidMicros">What was paid, micro-credits.</param>
/// <param name="Epoch">The signed root of the epoch; null: it is not closed yet.</param>
/// <param name="MerklePath">From the leaf (claimHash, payee, paidAmount) to the root, as <c>@openzeppelin/merkle-tree</c> takes it.</param>
internal sealed record ClaimProof(
    string Hub,
    SignedData Claim,
    SignedData Quote,
    SignedData Lock,
    SignedData? Lease,
    SignedData? Receipt,
    SignedData? UsageAck,
    SignedData Settle,
    string Payee,
    string PaidMicros,
    SignedData? Epoch,
    IReadOnlyList<string> MerklePath);

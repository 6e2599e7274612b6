using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Market;

/// <summary>What the hub has seen of a provider's work when it was over.</summary>
/// <param name="UnitsIn">Tokens in that may be charged, at most.</param>
/// <param name="UnitsOut">Tokens out that may be charged, at most.</param>
/// <param name="Reason">Why it is not all that was asked for.</param>
internal sealed record Delivery(ulong UnitsIn, ulong UnitsOut, ReceiptReason Reason);

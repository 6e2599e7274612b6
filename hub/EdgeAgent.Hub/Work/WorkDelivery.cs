using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Work;

/// <summary>What one device has delivered of a piece of work.</summary>
/// <param name="UnitsIn">Tokens that it read, by its own count; null: it was lost before it could say.</param>
/// <param name="UnitsOut">Tokens that came.</param>
/// <param name="Complete">Its stream came to its end, so tokens that stop strings have cut count too.</param>
/// <param name="ClaimedOut">Tokens that it generated, by its own count.</param>
/// <param name="Reason">Why it is not the whole work.</param>
internal sealed record WorkDelivery(
    int? UnitsIn, int UnitsOut, bool Complete, int ClaimedOut, ReceiptReason Reason);

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the hub gives a device that it takes in.</summary>
/// <param name="Name">Its name, where it has none yet.</param>
/// <param name="LocalSlot">Which of the hub's own processes it is; null for a device of its own.</param>
/// <param name="Doors">Where it connects.</param>
/// <param name="OfferLife">How long the offer may be answered; null where the run has a clock of its own.</param>
/// <param name="PendingFor">How long the certificate may wait for its first use; null: for ever.</param>
internal sealed record EnrolmentTerms(
    string Name, int? LocalSlot, HubDoors Doors, TimeSpan? OfferLife, TimeSpan? PendingFor);

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the hub gives a device that it takes in.</summary>
/// <param name="Name">Its name, where it has none yet.</param>
/// <param name="LocalSlot">Which of the hub's own processes it is; null for a device of its own.</param>
/// <param name="Doors">Where it connects.</param>
internal sealed record EnrolmentTerms(string Name, int? LocalSlot, HubDoors Doors);

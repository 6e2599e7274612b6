namespace EdgeAgent.Hub.Doors;

/// <summary>On an endpoint: the door at which it exists.</summary>
internal sealed record DoorMetadata(Door Door);

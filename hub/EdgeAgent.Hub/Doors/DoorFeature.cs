namespace EdgeAgent.Hub.Doors;

/// <summary>On a connection, and so on its requests: the door that it came in by.</summary>
internal sealed record DoorFeature(Door Door);

namespace EdgeAgent.Hub.Devices;

/// <summary>What the hub notes beside a local device's directory when it has enrolled it.</summary>
/// <param name="Device">The device's address.</param>
/// <param name="Doors">The doors that it was told, as text to compare.</param>
internal sealed record LocalEnrolmentNote(string Device, string Doors);

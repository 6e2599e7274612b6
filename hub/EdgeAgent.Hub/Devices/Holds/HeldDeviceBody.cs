namespace EdgeAgent.Hub.Devices;

/// <summary>A device that exists more than once.</summary>
/// <param name="Id">Its account.</param>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Since">When it was noticed.</param>
/// <param name="Copies">The agents that came with its certificate.</param>
internal sealed record HeldDeviceBody(
    string Id, string? Name, DateTimeOffset Since, IReadOnlyList<HeldCopyBody> Copies);

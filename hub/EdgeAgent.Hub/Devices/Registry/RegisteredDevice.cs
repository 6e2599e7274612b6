using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>A device that was taken into the home, as the registry keeps it.</summary>
/// <param name="Id">The device.</param>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Hardware">Board and processor in words.</param>
/// <param name="LocalSlot">Which of the hub's own processes it is, from 1; null for a device of its own.</param>
/// <param name="Certificate">The newest certificate.</param>
/// <param name="Previous">The one before, good until the newest has been used: a device may lose power before it has stored the new one.</param>
/// <param name="RegisteredAt">When it was first taken in.</param>
/// <param name="LastSeen">When its connection last ended; null: never connected.</param>
/// <param name="RevokedAt">When the owner put it out; null: it belongs to the home.</param>
/// <param name="PendingUntil">Until when the newest certificate must have been used for the first time, or it is void; null: it has been used.</param>
public sealed record RegisteredDevice(
    Address Id,
    string Name,
    string Hardware,
    int? LocalSlot,
    DeviceCertificate Certificate,
    DeviceCertificate? Previous,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? LastSeen,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? PendingUntil = null)
{
    /// <summary>Whether it belongs to the home: not put out, and not waiting for its very first connection.</summary>
    public bool IsMember => RevokedAt is null && (PendingUntil is null || Previous is not null);
}

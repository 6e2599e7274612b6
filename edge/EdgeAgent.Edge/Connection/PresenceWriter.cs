using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Connection;

/// <summary>Says whether the device takes work. A device that is about to leave says so at once and for good, also on a line that comes back meanwhile.</summary>
internal sealed class PresenceWriter(IHubLink link, BirthCounters counters, TimeProvider time)
{
    private volatile bool _leaving;

    /// <summary>The words of the broker when the line breaks.</summary>
    public DeviceStatus Will() => Status(Presence.Offline);

    /// <summary>Says <c>online</c>, or <c>offline</c> once the device leaves.</summary>
    /// <returns>Whether the broker has it.</returns>
    public ValueTask<bool> AnnounceAsync(CancellationToken cancellationToken) => link.TrySendAsync(
        Leaves.Status,
        Status(_leaving ? Presence.Offline : Presence.Online),
        WireJson.Default.DeviceStatus,
        cancellationToken);

    /// <summary>Says <c>offline</c>: no new work. Running work still arrives on the same line.</summary>
    /// <returns>Whether the broker has it.</returns>
    public ValueTask<bool> LeaveAsync(CancellationToken cancellationToken)
    {
        _leaving = true;
        return AnnounceAsync(cancellationToken);
    }

    private DeviceStatus Status(Presence presence) =>
        new(presence, counters.Bd, time.GetUtcNow().ToUnixTimeMilliseconds());
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Broker;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>Tells a device that comes back from a second one with the same card.</summary>
/// <remarks>
/// A device that was restarted leaves a connection behind whose other end is gone: the system closed it, or it answers
/// a packet with a reset, or not at all. A copy's connection answers. So the hub asks over the old connection, and only
/// a live answer from another run than the newcomer's holds the device; one run that dials again simply takes over.
/// </remarks>
internal sealed partial class CopyWatch(
    DeviceSessions sessions, DeviceHolds holds, TimeProvider time, ILogger<CopyWatch> logger)
{
    /// <summary>How long the old connection may take to answer; shorter than a device waits for its CONNACK.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ILogger<CopyWatch> _logger = logger;

    /// <summary>Whether the newcomer is a second copy of a device that is here and alive; both are held then.</summary>
    public async Task<bool> IsCopyAsync(DeviceSession newcomer, CancellationToken cancellationToken)
    {
        if (sessions.Find(newcomer.Device) is not { } present || present.Boot == newcomer.Boot)
        {
            return false;
        }
        var boot = newcomer.Boot.ToShortString();
        LogSuspected(newcomer.Device, boot);
        if (!await AnswersAsync(present, cancellationToken))
        {
            return false;
        }
        await holds.HoldAsync(
            newcomer.Device,
            [present.Peer.SpkiHash, newcomer.Peer.SpkiHash],
            [(present.Boot, Remote(present)), (newcomer.Boot, Remote(newcomer))],
            cancellationToken);
        return true;
    }

    private async Task<bool> AnswersAsync(DeviceSession session, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await session.DeliverAsync(
                DeviceSessions.DownTopic(session.Device, Leaves.Check),
                DeviceSessions.Payload(new StandingCheck("another one came"), WireJson.Default.StandingCheck),
                either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Remote(DeviceSession session) => session.Channel.RemoteEndPoint?.ToString() ?? "unknown";

    [LoggerMessage(EventId = HubEventIds.CopySuspected, Level = LogLevel.Information,
        Message = "Device {Device} comes again, as another run ({Boot}), while its connection is open; asking whether that is alive")]
    private partial void LogSuspected(Address device, string boot);
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Backup;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Claims;

/// <summary>On a hub that was restored from a backup: asks each device, once, for the claims behind the newest one that the backup has. The device has kept them, and had been told that they were stored.</summary>
internal sealed partial class ForgottenClaims(
    RestoreHistory restores, ClaimStore store, IDeviceLink link, ILogger<ForgottenClaims> logger)
    : BackgroundService, IDeviceObserver
{
    private readonly ConcurrentDictionary<Address, bool> _asked = new();
    private readonly Channel<Address> _queue = Channel.CreateBounded<Address>(
        new BoundedChannelOptions(DeviceRegistry.DeviceLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    public void DeviceOnline(Address device, DeviceBirth birth)
    {
        if (restores.BackupAt is not null && !_asked.ContainsKey(device))
        {
            _queue.Writer.TryWrite(device);
        }
    }

    public void DeviceOffline(Address device)
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (restores.BackupAt is { } backup)
        {
            LogRestored(backup);
        }
        await foreach (var device in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            var head = store.HeadOf(device);
            var ask = new ClaimAck(ClaimAckStatus.Gap, head);
            if (await link.TrySendAsync(device, Leaves.ClaimAck, ask, WireJson.Default.ClaimAck, stoppingToken))
            {
                _asked[device] = true;
                LogAsked(device, head);
            }
        }
    }

    [LoggerMessage(EventId = HubEventIds.RestoredHub, Level = LogLevel.Warning,
        Message = "This hub was restored from a backup of {Backup:u}. What came later it knows only from the devices: certificates and claims come back by themselves; devices that were put out or paired since do not")]
    private partial void LogRestored(DateTimeOffset backup);

    [LoggerMessage(EventId = HubEventIds.ClaimsAskedAgain, Level = LogLevel.Information,
        Message = "Device {Device} is asked for its claims behind {Head}")]
    private partial void LogAsked(Address device, ulong head);
}

using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Hub.Renewal;

/// <summary>Tells connected devices that it is time to renew: when they come, and all of them when the home has a new authority. A device's own clock may not know.</summary>
internal sealed class RenewalCalls(
    HubIdentity identity, DeviceRenewal renewal, DeviceSessions sessions, TimeProvider time)
    : BackgroundService, IDeviceObserver
{
    /// <summary>Devices that wait to be looked at; what does not fit is looked at when it comes again.</summary>
    private const int QueueLimit = DeviceRegistry.DeviceLimit * 2;

    private static readonly TimeSpan s_round = TimeSpan.FromHours(1);

    private readonly Channel<Address> _queue = Channel.CreateBounded<Address>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    public void DeviceOnline(Address device, DeviceBirth birth) => _queue.Writer.TryWrite(device);

    public void DeviceOffline(Address device)
    {
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        identity.Authorities.Changed -= CallAll;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        identity.Authorities.Changed += CallAll;
        await using var rounds = time.CreateTimer(_ => CallAll(this, EventArgs.Empty), null, s_round, s_round);
        await foreach (var device in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            if (sessions.Find(device) is { } session && renewal.RenewAt(session.Peer) <= time.GetUtcNow())
            {
                await sessions.TrySendAsync(
                    device,
                    Leaves.Check,
                    new StandingCheck("its certificate should be renewed"),
                    WireJson.Default.StandingCheck,
                    stoppingToken);
            }
        }
    }

    private void CallAll(object? sender, EventArgs e)
    {
        foreach (var device in sessions.All)
        {
            _queue.Writer.TryWrite(device);
        }
    }
}

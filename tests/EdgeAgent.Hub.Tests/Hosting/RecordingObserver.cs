using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>Hears who comes and goes.</summary>
public sealed class RecordingObserver : IDeviceObserver
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    public void DeviceOnline(Address device, DeviceBirth birth) => _events.Writer.TryWrite($"online {device} {birth.Bd}");

    public void DeviceOffline(Address device) => _events.Writer.TryWrite($"offline {device}");

    public async Task<string> NextAsync() => await _events.Reader.ReadAsync(TestContext.Current.CancellationToken)
        .AsTask().InTimeAsync();
}

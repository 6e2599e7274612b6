using System.Net;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Doors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Devices;

/// <summary>Runs the devices on the hub's own box. They are devices like any other: own keys, own certificate, the same doors.</summary>
internal sealed partial class LocalDeviceSupervisor(
    IOptions<HubOptions> options,
    DoorAddresses addresses,
    LocalEnrolment enrolment,
    TimeProvider time,
    ILoggerFactory loggers) : IHostedLifecycleService, IDisposable
{
    private readonly ILogger<LocalDeviceSupervisor> _logger = loggers.CreateLogger<LocalDeviceSupervisor>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>One for each slot, from 1.</summary>
    public IReadOnlyList<LocalDevice> Devices { get; private set; } = [];

    /// <summary>After all doors are open.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.LocalDevices > 0)
        {
            _running = RunAsync();
        }
        return Task.CompletedTask;
    }

    /// <summary>Before the doors close, so that the agents can bring what they are doing to an end.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        await addresses.WhenOpen;
        if (AgentLocator.Find(options.Value) is not { } program)
        {
            var tried = AgentLocator.Candidates(options.Value, AppContext.BaseDirectory, searchPath: null);
            LogMissing(options.Value.LocalDevices, string.Join(", ", tried));
            return;
        }
        if (options.Value.SimulatedHome == 1)
        {
            SimulatedHome.Furnish(enrolment.DirectoryOf(1));
        }
        var doors = new HubDoors([Host()], addresses.MqttTlsPort, addresses.DevicePort);
        Devices = [.. Enumerable.Range(1, options.Value.LocalDevices).Select(slot => new LocalDevice(
            slot, program, doors, enrolment, time, loggers.CreateLogger<LocalDevice>()))];
        await Task.WhenAll(Devices.Select(device => device.RunAsync(_stopping.Token)));
    }

    /// <summary>Where the device doors are found from this box.</summary>
    private string Host()
    {
        var listen = IPAddress.Parse(options.Value.Listen);
        return listen.Equals(IPAddress.Any) ? $"{IPAddress.Loopback}"
            : listen.Equals(IPAddress.IPv6Any) ? $"{IPAddress.IPv6Loopback}"
            : $"{listen}";
    }

    [LoggerMessage(EventId = HubEventIds.AgentMissing, Level = LogLevel.Error,
        Message = "No agent program for {Count} local devices: the hub runs without them. Build edge/EdgeAgent.Edge.Service, or set Hub:AgentPath. Looked for {Tried}, and on the search path")]
    private partial void LogMissing(int count, string tried);
}

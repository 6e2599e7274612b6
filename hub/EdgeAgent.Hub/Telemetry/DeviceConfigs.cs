using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>The configuration that each device should have, and what it says it has. Sent on every connect and at every change.</summary>
internal sealed partial class DeviceConfigs(
    HubDatabase database, IDeviceLink link, IRetainedMessages retained, IHostApplicationLifetime lifetime, ILogger<DeviceConfigs> logger)
    : IDeviceObserver, IUplinkHandler
{
    public static readonly StoreSchema Schema = new("device_config",
    [
        "CREATE TABLE device_config (device BLOB PRIMARY KEY, ver INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID",
    ]);

    private readonly ConcurrentDictionary<Address, ReportedConfig> _reported = new();
    private readonly ILogger<DeviceConfigs> _logger = logger;

    public string Leaf => Leaves.Reported;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        _reported[device] = WireJson.Parse(payload.Span, WireJson.Default.ReportedConfig);
        return ValueTask.CompletedTask;
    }

    public void DeviceOnline(Address device, DeviceBirth birth)
    {
        if (Desired(device) is { } desired)
        {
            _ = SendAsync(device, desired);
        }
    }

    public void DeviceOffline(Address device)
    {
        // What it should have waits for its return.
    }

    /// <summary>What a device should have; null: nothing was said.</summary>
    public DesiredConfig? Desired(Address device) =>
        database.Read(connection => connection.Scalar<byte[]>(
            "SELECT body FROM device_config WHERE device = $device", ("$device", device))) is { } body
            ? WireJson.Parse(body, WireJson.Default.DesiredConfig)
            : null;

    /// <summary>What a device says it has; null: it has not said.</summary>
    public ReportedConfig? Reported(Address device)
    {
        if (_reported.TryGetValue(device, out var known))
        {
            return known;
        }
        foreach (var (owner, payload) in retained.Of(Leaves.Reported))
        {
            if (owner == device)
            {
                return WireJson.Parse(payload.Span, WireJson.Default.ReportedConfig);
            }
        }
        return null;
    }

    /// <summary>The owner wants another one; durable when it returns.</summary>
    /// <exception cref="WireFormatException">It breaks a limit.</exception>
    public async Task<DesiredConfig> ChangeAsync(Address device, DeviceConfig config, CancellationToken cancellationToken)
    {
        WireJson.Write(new DesiredConfig(0, config), WireJson.Default.DesiredConfig);
        var desired = await database.WriteAsync(
            connection =>
            {
                var ver = connection.Scalar<long>("SELECT ver FROM device_config WHERE device = $device", ("$device", device)) + 1;
                var next = new DesiredConfig((ulong)ver, config);
                connection.Execute(
                    "INSERT OR REPLACE INTO device_config VALUES ($device, $ver, $body)",
                    ("$device", device), ("$ver", ver), ("$body", WireJson.Write(next, WireJson.Default.DesiredConfig)));
                return next;
            },
            cancellationToken);
        LogChanged(device, desired.Ver);
        await SendAsync(device, desired);
        return desired;
    }

    private async Task SendAsync(Address device, DesiredConfig desired)
    {
        try
        {
            await link.TrySendAsync(device, Leaves.Desired, desired, WireJson.Default.DesiredConfig, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The hub stops; the device gets it at its next connect.
        }
    }

    [LoggerMessage(EventId = TelemetryEventIds.ConfigChanged, Level = LogLevel.Information,
        Message = "Device {Device} should have configuration {Version}")]
    private partial void LogChanged(Address device, ulong version);
}

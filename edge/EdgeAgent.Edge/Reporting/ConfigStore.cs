using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Sensing;
using EdgeAgent.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Takes the configuration that the hub desires, puts it in force if it is good, keeps it, and reports what is in force.</summary>
internal sealed partial class ConfigStore(
    DataDirectory data,
    PointTable table,
    PointRules rules,
    IHubLink link,
    TimeProvider time,
    ILogger<ConfigStore> logger) : BackgroundService, IDownlinkHandler, ILinkObserver
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(30);

    private readonly WakeSignal _wake = new();
    private readonly Lock _gate = new();
    private ReportedConfig _inForce = new(0, new DeviceConfig([]), []);
    private DesiredConfig? _desired;
    private volatile bool _reportDue;

    /// <inheritdoc/>
    public string Leaf => Leaves.Desired;

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var desired = WireJson.Parse(payload, WireJson.Default.DesiredConfig);
        lock (_gate)
        {
            _desired = desired;
        }
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        _reportDue = true;
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown()
    {
        // The next line asks again.
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Load();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(s_look, time, stoppingToken);
            Apply();
            if (_reportDue && link.IsConnected)
            {
                _reportDue = !await link.TrySendAsync(
                    Leaves.Reported, _inForce, WireJson.Default.ReportedConfig, stoppingToken);
            }
        }
    }

    private void Load()
    {
        if (!File.Exists(data.Config))
        {
            return;
        }
        try
        {
            _inForce = WireJson.Parse(PrivateFile.Read(data.Config, WireLimits.MessageBytes), WireJson.Default.ReportedConfig);
            rules.Use(_inForce.Cfg);
        }
        catch (Exception e) when (e is WireFormatException or IOException or KeyFileException)
        {
            LogUnreadable(data.Config, e.Message); // the hub sends it again
        }
    }

    private void Apply()
    {
        DesiredConfig? desired;
        lock (_gate)
        {
            (desired, _desired) = (_desired, null);
        }
        if (desired is null || (desired.Ver == _inForce.Ver && _inForce.Err.Count == 0))
        {
            _reportDue |= desired is not null;
            return;
        }
        var faults = Faults(desired.Cfg);
        _inForce = faults.Count == 0
            ? new ReportedConfig(desired.Ver, desired.Cfg, [])
            : _inForce with { Ver = desired.Ver, Err = faults };
        _reportDue = true;
        if (faults.Count > 0)
        {
            LogRefused(desired.Ver, string.Join("; ", faults));
            return;
        }
        rules.Use(desired.Cfg);
        table.Renamed();
        try
        {
            PrivateFile.WriteAtomic(data.Config, WireJson.Write(_inForce, WireJson.Default.ReportedConfig));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(data.Config, e.Message);
        }
        LogInForce(desired.Ver, desired.Cfg.Rules.Count);
    }

    private List<string> Faults(DeviceConfig config)
    {
        var faults = new List<string>();
        foreach (var rule in config.Rules)
        {
            if (!table.Has(rule.Point))
            {
                faults.Add($"{rule.Point}: this device has no such point");
            }
            else if (rule is { MaxSilenceMs: { } silence, PeriodMs: { } period } && silence < period)
            {
                faults.Add($"{rule.Point}: maxSilenceMs {silence} is shorter than periodMs {period}");
            }
            else if (rule is { Name: "" } or { Room: "" })
            {
                faults.Add($"{rule.Point}: name and room must not be empty; leave them out instead");
            }
        }
        return faults;
    }

    [LoggerMessage(EventId = EdgeEventIds.ConfigInForce, Level = LogLevel.Information,
        Message = "Configuration {Version} is in force, {Count} rules")]
    private partial void LogInForce(ulong version, int count);

    [LoggerMessage(EventId = EdgeEventIds.ConfigRefused, Level = LogLevel.Warning,
        Message = "Configuration {Version} is refused: {Faults}")]
    private partial void LogRefused(ulong version, string faults);

    [LoggerMessage(EventId = EdgeEventIds.ConfigNotStored, Level = LogLevel.Warning, Message = "{Path}: {Reason}")]
    private partial void LogUnreadable(string path, string reason);
}

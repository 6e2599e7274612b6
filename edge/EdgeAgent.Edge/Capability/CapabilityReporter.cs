using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Models;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Edge.Capability;

/// <summary>Tells the hub what the device can do now: after each connect, soon after each change, and every half minute.</summary>
internal sealed class CapabilityReporter : BackgroundService, ILinkObserver
{
    /// <summary>Longest silence: load, memory and temperature change by themselves.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>Shortest pause between two reports.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Board _board;
    private readonly JobDesk _desk;
    private readonly ModelStore _models;
    private readonly ModelHost _host;
    private readonly SpeedBook _speeds;
    private readonly ClaimStore _claims;
    private readonly BirthWriter _births;
    private readonly IHubLink _link;
    private readonly TimeProvider _time;
    private readonly WakeSignal _wake = new();
    private volatile bool _lineUp;
    private volatile bool _birthDue;

    public CapabilityReporter(
        Board board,
        JobDesk desk,
        ModelStore models,
        ModelHost host,
        SpeedBook speeds,
        ClaimStore claims,
        BirthWriter births,
        IHubLink link,
        TimeProvider time)
    {
        (_board, _desk, _models, _host, _speeds) = (board, desk, models, host, speeds);
        (_claims, _births, _link, _time) = (claims, births, link, time);
        desk.Changed += OnJobs;
        models.Changed += OnModels;
    }

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        _lineUp = true;
        _birthDue = false; // the connect has just sent one
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown() => _lineUp = false;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _desk.Changed -= OnJobs;
        _models.Changed -= OnModels;
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(_lineUp ? Period : Timeout.InfiniteTimeSpan, _time, stoppingToken);
            if (!_lineUp)
            {
                continue;
            }
            if (_birthDue)
            {
                _birthDue = false;
                await _link.TrySendAsync(Leaves.Birth, _births.Write(), WireJson.Default.DeviceBirth, stoppingToken);
            }
            await _link.TrySendAsync(Leaves.Capability, Measure(), WireJson.Default.DeviceCapability, stoppingToken);
            await Task.Delay(Pause, _time, stoppingToken);
        }
    }

    private DeviceCapability Measure()
    {
        var loaded = _host.Loaded;
        var models = _models.List().Take(WireLimits.Models).Select(digest =>
        {
            var info = loaded.FirstOrDefault(one => one.Digest == digest);
            return new ModelCapability(digest, info is not null, _speeds.Find(digest), info?.ContextTokens, info?.Slots);
        });
        return new DeviceCapability(
            Math.Round(_board.CpuLoad(), 3),
            _board.RamFreeBytes(),
            _desk.Count,
            _claims.CanSign ? _desk.Limit : 0,
            [.. models],
            _board.TempC());
    }

    private void OnJobs(object? sender, EventArgs e) => _wake.Set();

    private void OnModels(object? sender, EventArgs e)
    {
        _birthDue = true;
        _wake.Set();
    }
}

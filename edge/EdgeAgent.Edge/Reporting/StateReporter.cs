using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Sensing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Says which points there are, and their newest values each period and whenever one has moved.</summary>
internal sealed class StateReporter : BackgroundService, ILinkObserver
{
    /// <summary>Shortest pause between two states.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly PointTable _table;
    private readonly IHubLink _link;
    private readonly TimeProvider _time;
    private readonly int _periodMs;
    private readonly WakeSignal _wake = new();
    private volatile bool _up;
    private volatile bool _pointsDue;

    public StateReporter(PointTable table, IHubLink link, IOptions<ReportingOptions> options, TimeProvider time)
    {
        (_table, _link, _time, _periodMs) = (table, link, time, options.Value.StatePeriodMs);
        table.PointsChanged += OnPoints;
        table.ValueMoved += OnValue;
    }

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        (_up, _pointsDue) = (true, true);
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown() => _up = false;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _table.PointsChanged -= OnPoints;
        _table.ValueMoved -= OnValue;
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(_up ? TimeSpan.FromMilliseconds(_periodMs) : Timeout.InfiniteTimeSpan, _time, stoppingToken);
            if (!_up)
            {
                continue;
            }
            if (_pointsDue)
            {
                _pointsDue = false;
                _pointsDue = !await _link.TrySendAsync(
                    Leaves.Points, new DevicePoints(_table.Points, _periodMs), WireJson.Default.DevicePoints, stoppingToken);
            }
            await _link.TrySendAsync(
                Leaves.State, _table.State(_time.GetUtcNow().ToUnixTimeMilliseconds()), WireJson.Default.PointValues, stoppingToken);
            await Task.Delay(s_pause, _time, stoppingToken);
        }
    }

    private void OnPoints(object? sender, EventArgs e)
    {
        _pointsDue = true;
        _wake.Set();
    }

    private void OnValue(object? sender, EventArgs e) => _wake.Set();
}

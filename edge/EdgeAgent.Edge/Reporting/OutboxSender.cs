using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Sends what the outbox keeps: new records at once on <c>tele</c> and <c>event</c>, the past behind them in batches on <c>hist</c>, and again what the hub does not acknowledge.</summary>
internal sealed class OutboxSender : BackgroundService, ILinkObserver
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly Outbox _outbox;
    private readonly IHubLink _link;
    private readonly TimeProvider _time;
    private readonly int _historyPerSecond;
    private readonly WakeSignal _wake = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, long> _underWay = []; // seq → timestamp of its sending
    private readonly Queue<StoredRecord> _live = [];
    private ulong _cursor;
    private long _gapsAt;
    private bool _up;

    public OutboxSender(Outbox outbox, IHubLink link, IOptions<ReportingOptions> options, TimeProvider time)
    {
        (_outbox, _link, _time) = (outbox, link, time);
        _historyPerSecond = options.Value.HistoryPerSecond;
        outbox.RecordsKept += OnKept;
    }

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        lock (_gate)
        {
            // A new session knows nothing of what was under way on the last one.
            _underWay.Clear();
            _live.Clear();
            (_cursor, _gapsAt, _up) = (0, 0, true);
        }
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown()
    {
        lock (_gate)
        {
            _up = false;
            _live.Clear();
        }
    }

    /// <summary>The hub has these.</summary>
    public void Acknowledged(ReadingAck ack)
    {
        lock (_gate)
        {
            foreach (var range in ack.Ranges)
            {
                foreach (var seq in _underWay.Keys.Where(seq => seq >= range.From && seq <= range.To).ToList())
                {
                    _underWay.Remove(seq);
                }
            }
        }
        _wake.Set();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _outbox.RecordsKept -= OnKept;
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(s_look, _time, stoppingToken);
            SendAgain();
            while (await SendLiveAsync(stoppingToken) || await SendHistoryAsync(stoppingToken))
            {
                // Live records first, after every batch of the past.
            }
        }
    }

    private void OnKept(object? sender, RecordsKeptEventArgs kept)
    {
        lock (_gate)
        {
            foreach (var record in kept.Records)
            {
                if (!_up || _live.Count + _underWay.Count >= OutboxLimits.Window)
                {
                    break; // the rest comes as history, from the disk
                }
                _live.Enqueue(record);
            }
        }
        _wake.Set();
    }

    /// <summary>What was not acknowledged in time is history from now on.</summary>
    private void SendAgain()
    {
        lock (_gate)
        {
            foreach (var (seq, at) in _underWay.Where(pair => _time.GetElapsedTime(pair.Value) > OutboxLimits.Resend).ToList())
            {
                _underWay.Remove(seq);
                _cursor = Math.Min(_cursor, seq - 1);
            }
        }
    }

    private async Task<bool> SendLiveAsync(CancellationToken cancellationToken)
    {
        var sent = false;
        while (NextLive() is { } record)
        {
            sent = record.Reading is { } reading
                ? await _link.TrySendAsync(Leaves.Tele, reading, WireJson.Default.Reading, cancellationToken)
                : await _link.TrySendAsync(Leaves.Event, record.Event!, WireJson.Default.DeviceEvent, cancellationToken);
            if (!sent)
            {
                return false;
            }
        }
        return sent;
    }

    private StoredRecord? NextLive()
    {
        lock (_gate)
        {
            if (!_up || !_live.TryDequeue(out var record))
            {
                return null;
            }
            _underWay[record.Seq] = _time.GetTimestamp();
            return record;
        }
    }

    private async Task<bool> SendHistoryAsync(CancellationToken cancellationToken)
    {
        ulong cursor;
        lock (_gate)
        {
            if (!_up || _underWay.Count + OutboxLimits.Batch > OutboxLimits.Window)
            {
                return false;
            }
            cursor = _cursor;
        }
        if (_outbox.Read(cursor, OutboxLimits.Batch) is not { } found || Pack(cursor, found.Records, found.Gaps) is not { } batch)
        {
            return false;
        }
        if (!await _link.TrySendAsync(Leaves.History, batch, WireJson.Default.ReadingBatch, cancellationToken))
        {
            return false;
        }
        var count = batch.Items.Count + batch.Events.Count + batch.Gaps.Count;
        await _wake.WaitAsync(TimeSpan.FromSeconds((double)count / _historyPerSecond), _time, cancellationToken);
        return true;
    }

    /// <summary>Takes what fits in one message and is not under way already; moves the cursor behind it.</summary>
    private ReadingBatch? Pack(ulong cursor, List<StoredRecord> records, List<ReadingGap> gaps)
    {
        var (items, events) = (new List<Reading>(), new List<DeviceEvent>());
        var bytes = 0;
        lock (_gate)
        {
            if (_cursor != cursor)
            {
                return null; // the line changed while the disk was read
            }
            var live = _live.Select(record => record.Seq).ToHashSet();
            foreach (var record in records)
            {
                if (!_underWay.ContainsKey(record.Seq) && !live.Contains(record.Seq))
                {
                    bytes += 120 + ((record.Reading?.M.Count ?? 0) * (PointId.MaxChars + 24)) + (6 * (record.Event?.Detail?.Length ?? 0));
                    if (bytes > OutboxLimits.BatchBytes && items.Count + events.Count > 0)
                    {
                        break;
                    }
                    _underWay[record.Seq] = _time.GetTimestamp();
                    if (record.Reading is { } reading)
                    {
                        items.Add(reading);
                    }
                    else
                    {
                        events.Add(record.Event!);
                    }
                }
                _cursor = record.Seq;
            }
            var gapsDue = gaps.Count > 0 && (_gapsAt == 0 || _time.GetElapsedTime(_gapsAt) > OutboxLimits.Resend);
            if (gapsDue)
            {
                _gapsAt = _time.GetTimestamp();
            }
            return items.Count + events.Count > 0 || gapsDue ? new ReadingBatch(items, events, gapsDue ? gaps : []) : null;
        }
    }
}

using System.Diagnostics;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Claims;

/// <summary>Sends stored claims in order until the hub says that it holds them durably.</summary>
internal sealed partial class ClaimOutbox(
    ClaimStore store, IHubLink link, TimeProvider time, ILogger<ClaimOutbox> logger)
    : BackgroundService, IDownlinkHandler, ILinkObserver
{
    /// <summary>An acknowledgement that does not come in this time was lost: all that is open goes out again.</summary>
    internal static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping agent waits for the last acknowledgements; what is open then goes out after the next start.</summary>
    internal static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly OutboxWindow _window = new();
    private readonly WakeSignal _wake = new();
    private TaskCompletionSource? _flushed;
    private long _lastProgress;
    private ulong _head;
    private bool _loaded;

    /// <inheritdoc/>
    public string Leaf => Leaves.ClaimAck;

    /// <summary>Claims that the hub has not acknowledged.</summary>
    public ulong Pending
    {
        get
        {
            lock (_gate)
            {
                return _head > _window.Acked ? _head - _window.Acked : 0;
            }
        }
    }

    /// <summary>A claim was stored.</summary>
    /// <param name="seq">Its sequence.</param>
    public void Added(ulong seq)
    {
        lock (_gate)
        {
            _head = Math.Max(_head, seq);
        }
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        lock (_gate)
        {
            _window.Restart();
            _lastProgress = time.GetTimestamp();
        }
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown()
    {
    }

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var ack = WireJson.Parse(payload, WireJson.Default.ClaimAck);
        try
        {
            Load(); // the hub may speak first
        }
        catch (ClaimStoreException e)
        {
            LogUnreadable(e.Message);
            return;
        }
        lock (_gate)
        {
            Take(ack);
            if (_head <= _window.Acked)
            {
                _flushed?.TrySetResult();
            }
        }
        _wake.Set();
    }

    /// <summary>Waits a little for the hub to acknowledge what is open, then stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_head <= _window.Acked || _window.Halted || !link.IsConnected)
            {
                flushed.SetResult();
            }
            _flushed = flushed;
        }
        try
        {
            await flushed.Task.WaitAsync(FlushLimit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // They are on the disk and go out after the next start.
        }
        await base.StopAsync(cancellationToken);
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
            TimeSpan wait;
            lock (_gate)
            {
                wait = _window.Waiting && link.IsConnected
                    ? ResendAfter - time.GetElapsedTime(_lastProgress)
                    : Timeout.InfiniteTimeSpan;
            }
            if (!await _wake.WaitAsync(wait, time, stoppingToken))
            {
                Resend();
            }
            try
            {
                await SendOpenAsync(stoppingToken);
            }
            catch (ClaimStoreException e)
            {
                LogUnreadable(e.Message);
            }
        }
    }

    private void Resend()
    {
        lock (_gate)
        {
            LogResend(_window.Acked);
            _window.Restart();
            _lastProgress = time.GetTimestamp();
        }
    }

    private async Task SendOpenAsync(CancellationToken cancellationToken)
    {
        Load();
        while (link.IsConnected && NextSeq() is { } seq)
        {
            var message = store.ReadMessage(seq);
            if (message is null)
            {
                LogMissing(seq);
                lock (_gate)
                {
                    _window.Refuse();
                }
                return;
            }
            if (!await link.TrySendAsync(Leaves.Claim, message, cancellationToken))
            {
                return; // the next line restarts the window
            }
            lock (_gate)
            {
                // An acknowledgement or a gap may have moved the window while this one was on its way.
                if (_window.Next(_head) == seq)
                {
                    if (!_window.Waiting)
                    {
                        _lastProgress = time.GetTimestamp(); // the wait begins with the first that is open
                    }
                    _window.Sent();
                }
            }
        }
    }

    private ulong? NextSeq()
    {
        lock (_gate)
        {
            return _window.Next(_head);
        }
    }

    private void Load()
    {
        lock (_gate)
        {
            if (_loaded || !store.MayHaveClaims)
            {
                return;
            }
        }
        var head = store.Open();
        lock (_gate)
        {
            _loaded = true;
            _head = Math.Max(_head, head.Seq);
            _window.Load(head.Acked);
        }
    }

    private void Take(ClaimAck ack)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread, "the window is shared");
        if (ack.UpTo > _head)
        {
            var reason = $"The hub holds claims of this device up to {ack.UpTo}, its own chain ends at {_head}: claims.db is "
                + "an old copy. Restore the newest one, or make this a new device and enrol it again.";
            _window.Refuse();
            store.Block(reason);
            LogBehind(reason);
            return;
        }
        switch (ack.Status)
        {
            case ClaimAckStatus.Stored when _window.Stored(ack.UpTo):
                _lastProgress = time.GetTimestamp();
                store.Acknowledge(ack.UpTo);
                break;
            case ClaimAckStatus.Gap when ack.UpTo < _head && _window.Gap(ack.UpTo):
                _lastProgress = time.GetTimestamp();
                store.Acknowledge(ack.UpTo);
                LogGap(ack.UpTo);
                break;
            case ClaimAckStatus.Refused:
                _window.Refuse();
                _flushed?.TrySetResult();
                LogRefused(ack.UpTo, ack.Reason ?? "no reason given");
                break;
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.ClaimGap, Level = LogLevel.Warning,
        Message = "The hub misses claims; sending again behind {UpTo}")]
    private partial void LogGap(ulong upTo);

    [LoggerMessage(EventId = EdgeEventIds.ClaimRefused, Level = LogLevel.Error,
        Message = "The hub refuses this device's claims (it holds them up to {UpTo}): {Reason}. No more are sent; ask the hub's owner")]
    private partial void LogRefused(ulong upTo, string reason);

    [LoggerMessage(EventId = EdgeEventIds.ClaimResend, Level = LogLevel.Information,
        Message = "No acknowledgement for claims behind {UpTo}; sending again")]
    private partial void LogResend(ulong upTo);

    [LoggerMessage(EventId = EdgeEventIds.ClaimChainBehind, Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogBehind(string reason);

    [LoggerMessage(EventId = EdgeEventIds.ClaimOutboxUnreadable, Level = LogLevel.Error, Message = "Claims cannot be sent: {Reason}")]
    private partial void LogUnreadable(string reason);

    [LoggerMessage(EventId = EdgeEventIds.ClaimMissing, Level = LogLevel.Error,
        Message = "Claim {Seq} is not in the store; none behind it can be sent")]
    private partial void LogMissing(ulong seq);
}

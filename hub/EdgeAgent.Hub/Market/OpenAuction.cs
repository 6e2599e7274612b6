using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Market;

/// <summary>An auction with its timer and the one that waits for it.</summary>
internal sealed class OpenAuction : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Auction _auction;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _started;

    public OpenAuction(Rfq rfq, Auction auction, TimeProvider time)
    {
        (Rfq, _auction, _time, _started) = (rfq, auction, time, time.GetTimestamp());
        _timer = time.CreateTimer(
            static open => ((OpenAuction)open!).Look(), this, auction.NextDue, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is wanted.</summary>
    public Rfq Rfq { get; }

    /// <summary>A device has answered.</summary>
    public void Answer(Address device, SignedQuote? quote)
    {
        lock (_gate)
        {
            _auction.Answer(device, quote, _time.GetElapsedTime(_started));
        }
        Look();
    }

    /// <summary>Waits until it is closed.</summary>
    public async Task<IReadOnlyList<SignedQuote>> WaitAsync(CancellationToken cancellationToken)
    {
        await _closed.Task.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return [.. _auction.Quotes];
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = _time.GetElapsedTime(_started);
            if (_auction.IsClosed(now))
            {
                _closed.TrySetResult();
                return;
            }
            wait = _auction.NextDue - now;
        }
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}

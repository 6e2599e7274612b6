using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Market;

/// <summary>
/// One request for quotes. Pure: answers and the time come in. Closes when every device has answered,
/// <see cref="MarketLimits.QuoteGrace"/> behind the first offer, or at the end of its window.
/// </summary>
internal sealed class Auction
{
    private readonly HashSet<Address> _waiting;
    private readonly List<SignedQuote> _quotes = [];

    /// <param name="asked">The devices; bounded by <see cref="MarketLimits.Asked"/>.</param>
    /// <param name="now">The time, from any origin.</param>
    /// <param name="window">Longest time for quotes to come.</param>
    public Auction(IEnumerable<Address> asked, TimeSpan now, TimeSpan window)
    {
        _waiting = [.. asked];
        NextDue = now + window;
    }

    /// <summary>When it closes by itself.</summary>
    public TimeSpan NextDue { get; private set; }

    /// <summary>The offers so far; sealed: no device sees another's.</summary>
    public IReadOnlyList<SignedQuote> Quotes => _quotes;

    /// <summary>Whether no more offers are waited for.</summary>
    public bool IsClosed(TimeSpan now) => _waiting.Count == 0 || now >= NextDue;

    /// <summary>A device has answered; a second answer, or one of a device that was not asked, changes nothing.</summary>
    /// <param name="device">The device.</param>
    /// <param name="quote">Its offer, checked; null: none.</param>
    /// <param name="now">The time.</param>
    public void Answer(Address device, SignedQuote? quote, TimeSpan now)
    {
        if (IsClosed(now) || !_waiting.Remove(device) || quote is null)
        {
            return;
        }
        _quotes.Add(quote);
        var end = now + MarketLimits.QuoteGrace;
        NextDue = _quotes.Count == 1 && end < NextDue ? end : NextDue;
    }
}

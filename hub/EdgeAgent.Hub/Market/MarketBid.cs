using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Market;

/// <summary>A device's quote for one piece of work, ready to be compared with others.</summary>
internal sealed record MarketBid
{
    /// <summary>The speed that is assumed before the first measurement, tokens a second.</summary>
    private const double UnknownSpeed = 10;

    /// <summary>The device.</summary>
    public required Address Device { get; init; }

    /// <summary>Its boot counter.</summary>
    public required ulong Boot { get; init; }

    /// <summary>Jobs that it takes at most.</summary>
    public required int Slots { get; init; }

    /// <summary>Its signed offer.</summary>
    public required SignedQuote Quote { get; init; }

    /// <summary>The standing lease; null: the quote is for this work alone.</summary>
    public StandingLease? Lease { get; init; }

    /// <summary>Jobs that it reported last.</summary>
    public int Queue { get; init; }

    /// <summary>Whether the model is in its memory.</summary>
    public bool Loaded { get; init; }

    /// <summary>Measured speed; 0: unknown.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>How likely it is to deliver, in thousandths: 1 to 1000.</summary>
    public int TrustPermille { get; init; } = 1000;

    /// <summary>Units in that are expected.</summary>
    public required ulong ExpectedIn { get; init; }

    /// <summary>Units out that are expected.</summary>
    public required ulong ExpectedOut { get; init; }

    /// <summary>Price and the worth of the time, over the chance to get something for it, micro-credits.</summary>
    /// <param name="inFlight">Work of this hub on the device; each shares its speed.</param>
    /// <param name="secondMicros">What a second is worth.</param>
    public double Cost(int inFlight, long secondMicros)
    {
        var quote = Quote.Quote;
        var speed = TokensPerSecond > 0 ? TokensPerSecond : UnknownSpeed;
        var load = Loaded ? 0 : quote.ColdLoadMs / 1000d;
        var seconds = (quote.TtftMs / 1000d) + load + (ExpectedOut / speed * (1 + Math.Max(inFlight, Queue)));
        var price = (double)QuotePrice.Of(quote, ExpectedIn, ExpectedOut);
        return (price + (secondMicros * seconds)) * 1000 / TrustPermille;
    }
}

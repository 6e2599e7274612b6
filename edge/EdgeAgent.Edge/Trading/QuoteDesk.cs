using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Edge.Models;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Trading;

/// <summary>Answers requests for quotes: an offer that the device has signed, or why there is none.</summary>
internal sealed partial class QuoteDesk(
    SigningKey key,
    HomeMembership home,
    ModelStore models,
    CapacityMeter meter,
    QuoteBook book,
    IHubLink link,
    IOptions<TradingOptions> options,
    TimeProvider time,
    ILogger<QuoteDesk> logger) : IDownlinkHandler
{
    /// <summary>Life of a quote for one lock.</summary>
    internal static readonly TimeSpan QuoteLife = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Leaf => Leaves.Rfq;

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var rfq = WireJson.Parse(payload, WireJson.Default.Rfq);
        var answer = Answer(rfq);
        if (answer.Reason is { } reason)
        {
            LogDeclined(reason);
        }
        _ = link.TrySendAsync(Leaves.Quote, answer, WireJson.Default.QuoteAnswer, CancellationToken.None).AsTask();
    }

    /// <summary>The answer to one request.</summary>
    internal QuoteAnswer Answer(Rfq rfq)
    {
        var hash = TypedData.Digest(rfq);
        if (rfq.HomeId != home.HomeId || rfq.Requester != home.Hub)
        {
            return new QuoteAnswer(hash, Reason: "The device sells to its own home only.");
        }
        if (rfq.Kind is not (GoodsKind.Chat or GoodsKind.Completion))
        {
            return new QuoteAnswer(hash, Reason: "The device does not do such work.");
        }
        var model = ModelDigest.FromBytes(rfq.ModelHash.ToArray());
        if (!models.Has(model))
        {
            return new QuoteAnswer(hash, Reason: $"Model {model} is not on this device.");
        }
        var reading = meter.Read(model);
        return PricePolicy.Price(options.Value, reading) switch
        {
            PriceOutcome.Offered offered => Offer(rfq, hash, offered, (uint)reading.JobLimit),
            PriceOutcome.Declined declined => new QuoteAnswer(hash, Reason: declined.Reason),
            var other => throw new System.Diagnostics.UnreachableException($"Outcome {other}"),
        };
    }

    private QuoteAnswer Offer(Rfq rfq, Bytes32 rfqHash, PriceOutcome.Offered offered, uint capacity)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var life = rfq.TermMs > 0 ? TimeSpan.FromMilliseconds(rfq.TermMs) : QuoteLife;
        var quote = new Quote(
            home.HomeId,
            rfqHash,
            key.Address,
            PriceFixed: 0,
            offered.PriceIn,
            offered.PriceOut,
            PriceSec: 0,
            capacity,
            offered.TtftMs,
            offered.ColdLoadMs,
            rfq.ModelHash,
            RuntimeClass: default,
            (ulong)(now + (long)life.TotalMilliseconds),
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        if (QuotePrice.Of(quote, rfq.MaxIn, rfq.MaxOut) > rfq.MaxPrice)
        {
            return new QuoteAnswer(rfqHash, Reason: "The requester wants to pay less.");
        }
        var digest = TypedData.Digest(quote);
        return rfq.TermMs > 0 || book.TryHold(digest, (long)quote.ValidUntil, now)
            ? new QuoteAnswer(rfqHash, new SignedQuote(quote, key.Sign(digest)))
            : new QuoteAnswer(rfqHash, Reason: $"{QuoteBook.MaxHolds} quotes are out already.");
    }

    [LoggerMessage(EventId = EdgeEventIds.QuoteDeclined, Level = LogLevel.Debug, Message = "No quote: {Reason}")]
    private partial void LogDeclined(string reason);
}

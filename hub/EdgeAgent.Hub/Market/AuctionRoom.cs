using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Market;

/// <summary>Asks devices for quotes and waits for them.</summary>
internal sealed class AuctionRoom(IDeviceLink link, HubIdentity hub, TimeProvider time)
{
    private readonly ConcurrentDictionary<Bytes32, OpenAuction> _open = new();

    /// <summary>Runs one request.</summary>
    /// <param name="rfq">What is wanted.</param>
    /// <param name="devices">Who is asked; beyond <see cref="MarketLimits.Asked"/> nobody is.</param>
    /// <param name="window">Longest time for quotes to come.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The offers, signatures and prices checked; empty too while too many requests are open.</returns>
    public async Task<IReadOnlyList<SignedQuote>> AskAsync(
        Rfq rfq, IReadOnlyList<Address> devices, TimeSpan window, CancellationToken cancellationToken)
    {
        if (_open.Count >= MarketLimits.OpenAuctions)
        {
            return [];
        }
        var hash = TypedData.Digest(rfq);
        var asked = devices.Take(MarketLimits.Asked).ToArray();
        await using var open = new OpenAuction(rfq, new Auction(asked, TimeSpan.Zero, window), time);
        _open[hash] = open;
        try
        {
            foreach (var device in asked)
            {
                if (!await link.TrySendAsync(device, Leaves.Rfq, rfq, WireJson.Default.Rfq, cancellationToken))
                {
                    open.Answer(device, quote: null);
                }
            }
            return await open.WaitAsync(cancellationToken);
        }
        finally
        {
            _open.TryRemove(hash, out _);
        }
    }

    /// <summary>Takes an answer from a device.</summary>
    public void Answer(Address device, QuoteAnswer answer)
    {
        if (_open.TryGetValue(answer.Rfq, out var open))
        {
            open.Answer(device, answer.Quote is { } quote && IsFeasible(device, quote, answer.Rfq, open.Rfq) ? quote : null);
        }
    }

    private bool IsFeasible(Address device, SignedQuote signed, Bytes32 rfqHash, Rfq rfq)
    {
        var quote = signed.Quote;
        return quote.Provider == device
            && quote.HomeId == hub.HomeId
            && quote.RfqHash == rfqHash
            && quote.ModelHash == rfq.ModelHash
            && quote.PriceSec == 0 // time is nothing that anybody else can check
            && QuotePrice.Of(quote, rfq.MaxIn, rfq.MaxOut) <= rfq.MaxPrice
            && SignatureVerifier.Verify(TypedData.Digest(quote), signed.Signature, device);
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Market;

/// <summary>Takes quotes from devices.</summary>
internal sealed class QuoteUplinkHandler(AuctionRoom auctions) : IUplinkHandler
{
    public string Leaf => Leaves.Quote;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        auctions.Answer(device, WireJson.Parse(payload.Span, WireJson.Default.QuoteAnswer));
        return ValueTask.CompletedTask;
    }
}

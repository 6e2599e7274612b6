using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Market;

/// <summary>
/// Settles trades. A trade needs two things that come in any order: the provider's claim, and the hub's own word on
/// what was delivered. Whichever comes second settles it, in the transaction that keeps it; so nothing is settled twice
/// and a restart loses nothing.
/// </summary>
internal sealed partial class TradeDesk(
    HubLedger ledger, HubDatabase database, HubIdentity hub, LeaseBook leases, Trust trust,
    ILogger<TradeDesk> logger) : IClaimSettlement
{
    /// <summary>Overdue trades that one look settles.</summary>
    private const int DueGroup = 256;

    // Agreements whose work is on a device now; their claims wait for it to end.
    private readonly ConcurrentDictionary<Bytes32, Deal> _live = new();

    /// <summary>Work under an agreement goes to its device.</summary>
    public void Begin(Deal deal) => _live[deal.Agreement] = deal;

    /// <summary>What a delivery costs, by the hub's own count.</summary>
    public static UInt128 PriceOf(Deal deal, Delivery delivery) => delivery.UnitsOut == 0
        ? 0
        : UInt128.Min(QuotePrice.Of(deal.Quote.Quote, delivery.UnitsIn, delivery.UnitsOut), deal.MaxSpend);

    /// <summary>Work has left its device; returns when that is on disk.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="delivery">What was delivered; null: the device never took the work.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    public async Task EndAsync(Deal deal, Delivery? delivery, CancellationToken cancellationToken)
    {
        if (deal.Agreement == default)
        {
            return; // the lock was never signed
        }
        var result = await database.WriteAsync(
            connection => End(connection, deal.Agreement, delivery ?? new(0, 0, ReceiptReason.NotDelivered), deal),
            cancellationToken);
        _live.TryRemove(deal.Agreement, out _);
        Conclude(deal.Device, result);
    }

    /// <inheritdoc/>
    public Action? Take(SqliteConnection connection, SignedClaim signed, Bytes32 claim)
    {
        var agreement = signed.Claim.AgreementHash;
        if (TradeRows.Find(connection, agreement) is { Delivery: { } delivery })
        {
            TradeRows.Remove(connection, agreement);
            var result = Settle(connection, signed, claim, delivery);
            if (delivery.UnitsOut == 0)
            {
                result = result with { Escrow = default }; // its money was freed when it ended
            }
            return () => Conclude(signed.Claim.Device, result);
        }
        var due = ledger.NowMs + (long)MarketLimits.Confirm.TotalMilliseconds;
        TradeRows.KeepClaim(connection, agreement, claim, due);
        return null;
    }

    /// <summary>Settles what the hub will hear no more of: by what was acknowledged, or not at all.</summary>
    public async Task SettleDueAsync(CancellationToken cancellationToken)
    {
        var results = await database.WriteAsync(
            connection =>
            {
                var settled = new List<(Address Device, SettledTrade? Result)>();
                foreach (var (agreement, claim) in TradeRows.FindDue(connection, ledger.NowMs, DueGroup))
                {
                    if (_live.ContainsKey(agreement))
                    {
                        TradeRows.Postpone(
                            connection, agreement, ledger.NowMs + (long)MarketLimits.Confirm.TotalMilliseconds);
                        continue;
                    }
                    TradeRows.Remove(connection, agreement);
                    if (claim is { } digest && ClaimRows.Find(connection, digest) is { } signed)
                    {
                        settled.Add((signed.Claim.Device, Settle(connection, signed, digest, delivery: null)));
                    }
                }
                return settled;
            },
            cancellationToken);
        foreach (var (device, result) in results)
        {
            Conclude(device, result);
        }
    }

    private SettledTrade? End(SqliteConnection connection, Bytes32 agreement, Delivery delivery, Deal deal)
    {
        var pending = TradeRows.Find(connection, agreement);
        if (pending?.Claim is { } claim && ClaimRows.Find(connection, claim) is { } signed)
        {
            TradeRows.Remove(connection, agreement);
            return Settle(connection, signed, claim, delivery);
        }
        if (delivery.UnitsOut == 0 && deal.Lease is null)
        {
            // No work, no claim: the money is free at once.
            ledger.Post(connection, book => book.Escrows.TryGetValue(agreement, out var escrow)
                ? LedgerDrafts.GiveBack(SettleRule.Refund, agreement, escrow, ledger.NowMs)
                : null);
            return null;
        }
        var wait = MarketLimits.Grace + TimeSpan.FromMilliseconds(WireLimits.JobTtlMs);
        TradeRows.KeepDelivery(connection, agreement, delivery, ledger.NowMs + (long)wait.TotalMilliseconds);
        return delivery.UnitsOut == 0 ? new SettledTrade(deal.Escrow, deal.MaxSpend, 0, Delivered: null, null) : null;
    }

    private SettledTrade Settle(SqliteConnection connection, SignedClaim signed, Bytes32 claim, Delivery? delivery)
    {
        var outcome = ledger.Post(
            connection,
            book => SettlementTerms.Draft(signed, claim, delivery, Sign, book, ledger.NowMs));
        if (outcome is not LedgerOutcome.Posted posted)
        {
            return new SettledTrade(
                SettlementTerms.EscrowOf(signed), signed.Lock.Lock.MaxSpend, 0, Delivered: null,
                (outcome as LedgerOutcome.Refused)?.Fault ?? LedgerFault.NoEscrow);
        }
        var receipt = (posted.Entry.Draft.Evidence as LedgerEvidence.Receipt)?.Signed.Receipt;
        return new SettledTrade(
            SettlementTerms.EscrowOf(signed),
            signed.Lock.Lock.MaxSpend,
            (UInt128)LedgerBook.Paid(posted.Entry.Draft),
            Delivered: receipt is null or { Verdict: not ReceiptVerdict.Rejected }
                or { Reason: ReceiptReason.Cancelled or ReceiptReason.Preempted },
            Fault: null);
    }

    private SignedReceipt Sign(Receipt receipt) => new(receipt, hub.Key.Sign(TypedData.Digest(receipt)));

    private void Conclude(Address device, SettledTrade? result)
    {
        if (result is null)
        {
            return;
        }
        leases.Find(result.Escrow)?.Release(result.MaxSpend, result.Paid);
        if (result.Fault is { } fault)
        {
            LogNotSettled(device, fault);
            return;
        }
        if (result.Delivered is { } delivered)
        {
            trust.Add(device, delivered);
        }
    }

    [LoggerMessage(EventId = MarketEventIds.NotSettled, Level = LogLevel.Warning,
        Message = "A claim of device {Device} was not paid: {Fault}")]
    private partial void LogNotSettled(Address device, LedgerFault fault);
}

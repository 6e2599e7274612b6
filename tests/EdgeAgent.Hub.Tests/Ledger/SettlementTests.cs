using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Hub.Market;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Tests.Ledger;

public sealed class SettlementTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_is_paid_by_receipt_whichever_of_claim_and_delivery_comes_first(bool claimFirst)
    {
        await using var books = new LedgerBooks();
        var (deal, signed) = await books.AgreeAsync();
        var delivery = new Delivery(10, 20, ReceiptReason.None);
        if (!claimFirst)
        {
            await books.Trades.EndAsync(deal, delivery, Cancellation);
            await books.RestartAsync();
        }
        var claim = books.Maker.Next(agreed: signed);
        await books.TakeAsync(claim);
        if (claimFirst)
        {
            Assert.Equal(0, books.BalanceOf(LedgerAccount.Device(books.Device))); // nobody has seen the work yet
            await books.Trades.EndAsync(deal, delivery, Cancellation);
        }
        Assert.Equal((long)ClaimMakerPrice, books.BalanceOf(LedgerAccount.Device(books.Device)));
        Assert.Equal(-(long)ClaimMakerPrice, books.BalanceOf(LedgerAccount.Household));
        Assert.Empty(books.Ledger.Read(book => book.Escrows.Keys.ToList()));
        var proof = books.Epochs.Prove(TypedData.Digest(claim.Claim));
        var receipt = Assert.IsType<LedgerEvidence.Receipt>(proof!.Entry.Draft.Evidence).Signed;
        Assert.Equal(ReceiptVerdict.Accepted, receipt.Receipt.Verdict);
        Assert.True(
            SignatureVerifier.Verify(TypedData.Digest(receipt.Receipt), receipt.Signature, books.Hub.Address));
        Assert.Empty(books.Inspect().Faults);
    }

    [Fact]
    public async Task Only_what_was_delivered_is_paid_however_much_is_claimed()
    {
        await using var books = new LedgerBooks();
        var claim = await books.TradeAsync(delivered: 5);
        Assert.Equal(10 + (2 * 5), books.BalanceOf(LedgerAccount.Device(books.Device)));
        var receipt = ((LedgerEvidence.Receipt)books.Epochs.Prove(claim)!.Entry.Draft.Evidence!).Signed.Receipt;
        Assert.Equal((ReceiptVerdict.Partial, 5ul), (receipt.Verdict, receipt.UnitsOut));
        Assert.Empty(books.Inspect().Faults);
    }

    [Fact]
    public async Task Work_that_never_came_costs_nothing_and_is_on_record()
    {
        await using var books = new LedgerBooks();
        var (deal, signed) = await books.AgreeAsync();
        await books.TakeAsync(books.Maker.Next(agreed: signed));
        await books.Trades.EndAsync(deal, delivery: null, Cancellation);
        Assert.Equal(0, books.BalanceOf(LedgerAccount.Device(books.Device)));
        Assert.Equal(0, books.BalanceOf(LedgerAccount.Household));
        Assert.Empty(books.Inspect().Faults);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 10 + (2 * 7))]
    public async Task A_hub_that_lost_its_memory_pays_what_it_had_acknowledged(bool acknowledged, long paid)
    {
        await using var books = new LedgerBooks();
        var (deal, signed) = await books.AgreeAsync();
        await books.RestartAsync(); // in the middle of the answer
        var claim = books.Maker.Next(agreed: signed);
        if (acknowledged)
        {
            var usage = new Usage(books.Hub.HomeId, deal.Agreement, 1, 10, 7, 10 + (2 * 7), default);
            var ack = new UsageAck(books.Hub.HomeId, TypedData.Digest(usage));
            claim = claim with
            {
                Usage = new SignedUsageAck(
                    EdgeAgent.Contracts.JobId.New(), usage, ack, books.Hub.Key.Sign(TypedData.Digest(ack))),
            };
        }
        await books.TakeAsync(claim);
        await books.Trades.SettleDueAsync(Cancellation);
        Assert.Equal(0, books.BalanceOf(LedgerAccount.Device(books.Device))); // its word may still come
        books.Time.Advance(MarketLimits.Confirm);
        await books.Trades.SettleDueAsync(Cancellation);
        Assert.Equal(paid, books.BalanceOf(LedgerAccount.Device(books.Device)));
        Assert.Equal(-paid, books.BalanceOf(LedgerAccount.Household));
        Assert.Empty(books.Inspect().Faults);
    }

    [Fact]
    public async Task A_claim_for_work_that_was_paid_is_paid_no_second_time()
    {
        await using var books = new LedgerBooks();
        var (deal, signed) = await books.AgreeAsync();
        await books.TakeAsync(books.Maker.Next(agreed: signed));
        await books.Trades.EndAsync(deal, new Delivery(10, 20, ReceiptReason.None), Cancellation);
        var again = Assert.Single(await books.TakeAsync(books.Maker.Next(agreed: signed)));
        Assert.Equal(new ClaimOutcome.Stored(2, ClaimVerdict.Rejected), again);
        await books.Trades.EndAsync(deal, new Delivery(10, 20, ReceiptReason.None), Cancellation);
        Assert.Equal((long)ClaimMakerPrice, books.BalanceOf(LedgerAccount.Device(books.Device)));
        Assert.Empty(books.Inspect().Faults);
    }

    [Fact]
    public async Task Money_behind_its_deadline_goes_back_and_a_late_claim_gets_nothing()
    {
        await using var books = new LedgerBooks();
        var (_, signed) = await books.AgreeAsync();
        Assert.Equal(0, await books.Keeper.CloseOverdueAsync(Cancellation));
        books.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await books.Keeper.CloseOverdueAsync(Cancellation));
        Assert.Equal(0, books.BalanceOf(LedgerAccount.Household));
        await books.RestartAsync();
        await books.TakeAsync(books.Maker.Next(agreed: signed));
        books.Time.Advance(MarketLimits.Confirm);
        await books.Trades.SettleDueAsync(Cancellation);
        Assert.Equal(0, books.BalanceOf(LedgerAccount.Device(books.Device)));
        Assert.Empty(books.Inspect().Faults);
    }

    [Fact]
    public async Task A_lost_devices_balance_moves_by_a_recorded_act()
    {
        await using var books = new LedgerBooks();
        await books.TradeAsync();
        Assert.Equal((long)ClaimMakerPrice, await books.Keeper.MoveLostAsync(books.Device, "fell into a lake", Cancellation));
        Assert.Null(await books.Keeper.MoveLostAsync(books.Device, "again", Cancellation));
        Assert.Equal(0, books.BalanceOf(LedgerAccount.Household));
        Assert.Empty(books.Inspect().Faults);
    }

    private static UInt128 ClaimMakerPrice => Claims.ClaimMaker.Price;
}

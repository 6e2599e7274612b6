using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Claims;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Hub.Tests.Ledger;

/// <summary>Claims, market and ledger on a real database file, with one hub and one device.</summary>
internal sealed class LedgerBooks : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly SigningKey _device = SigningKey.Create();
    private readonly IOptions<LedgerOptions> _options = Options.Create(new LedgerOptions { DeviceReserveCredits = 0 });

    public LedgerBooks()
    {
        var data = new DataDirectory(Options.Create(new HubOptions { DataDirectory = _directory.Root }));
        Hub = new HubIdentity(data, TimeProvider.System, NullLogger<HubIdentity>.Instance);
        Maker = new ClaimMaker(Hub.Key, _device);
        Open();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public HubIdentity Hub { get; }

    public ClaimMaker Maker { get; }

    public Address Device => _device.Address;

    public HubDatabase Database { get; private set; } = null!;

    public HubLedger Ledger { get; private set; } = null!;

    public LedgerEpochs Epochs => new(Ledger, Database, Hub);

    public LedgerKeeper Keeper => new(Ledger, _options);

    public TradeDesk Trades { get; private set; } = null!;

    public ClaimStore Claims { get; private set; } = null!;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public LedgerReport Inspect() => new LedgerInspection(Database, Hub, _options).Run();

    public long BalanceOf(LedgerAccount account) => Ledger.Read(book => book.BalanceOf(account));

    /// <summary>A deal at the maker's quote, whose lock the hub has signed and whose money is in escrow.</summary>
    public async Task<(Deal Deal, SignedLock Lock)> AgreeAsync()
    {
        var signed = Maker.Lock();
        var bid = new MarketBid
        {
            Device = Device, Boot = 1, Slots = 8, Quote = Maker.Quote, ExpectedIn = 10, ExpectedOut = 20,
        };
        var deal = new Deal(bid, signed.Lock.MaxSpend, static _ => { });
        deal.Agree(Agreement.Hash(signed.Lock));
        var opened = await Ledger.PostAsync(
            _ => LedgerDrafts.Open(
                deal.Agreement, LedgerAccount.Household, (long)deal.MaxSpend, Ledger.NowMs + 3_600_000, Ledger.NowMs),
            Cancellation);
        Assert.IsType<LedgerOutcome.Posted>(opened);
        Trades.Begin(deal);
        return (deal, signed);
    }

    public Task<IReadOnlyList<ClaimOutcome>> TakeAsync(params SignedClaim[] signed) =>
        Claims.TakeAsync([.. signed.Select(claim => Maker.Incoming(claim))], Cancellation);

    /// <summary>A piece of work from lock to payment.</summary>
    /// <returns>The claim's digest.</returns>
    public async Task<Bytes32> TradeAsync(ulong delivered = 20)
    {
        var (deal, signed) = await AgreeAsync();
        var claim = Maker.Next(agreed: signed);
        await TakeAsync(claim);
        await Trades.EndAsync(deal, new Delivery(10, delivered, ReceiptReason.None), Cancellation);
        return TypedData.Digest(claim.Claim);
    }

    /// <summary>Closes everything and opens it again, as a restart of the hub does.</summary>
    public async Task RestartAsync()
    {
        await Database.DisposeAsync();
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Hub.Dispose();
        _device.Dispose();
        _directory.Dispose();
    }

    private void Open()
    {
        Database = TestDatabase.Open(
            _directory.Root, ClaimSchema.Value, LedgerSchema.Value, MarketSchema.Value);
        Ledger = new HubLedger(Database, Hub, _options, Time);
        Trades = new TradeDesk(
            Ledger, Database, Hub, new LeaseBook(), new Trust(Time), NullLogger<TradeDesk>.Instance);
        var verifier = new ClaimVerifier(Hub.Address, Hub.HomeId, _ => ClaimMaker.Parameters);
        Claims = new ClaimStore(Database, new ClaimChain(verifier, Trades, Time));
    }
}

using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Market;

/// <summary>Keeps a standing lease with every device for every wanted model, so that a person's request needs no auction.</summary>
internal sealed partial class LeaseKeeper : BackgroundService, IDeviceObserver
{
    private static readonly HashSet<Address> s_nobody = [];
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly MarketCandidates _candidates;
    private readonly LeaseBook _leases;
    private readonly LeaseWishes _wishes;
    private readonly AuctionRoom _auctions;
    private readonly RfqMaker _rfqs;
    private readonly HubIdentity _hub;
    private readonly HubLedger _ledger;
    private readonly MarketOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LeaseKeeper> _logger;
    private readonly SemaphoreSlim _wake = new(1, 1);

    // When a device may be asked again for a model; one entry for each pair that was asked.
    private readonly Dictionary<(Address Device, ModelDigest Model), DateTimeOffset> _asked = [];

    public LeaseKeeper(
        MarketCandidates candidates, LeaseBook leases, LeaseWishes wishes, AuctionRoom auctions, RfqMaker rfqs,
        HubIdentity hub, HubLedger ledger, IOptions<MarketOptions> options, TimeProvider time,
        ILogger<LeaseKeeper> logger)
    {
        (_candidates, _leases, _wishes, _auctions, _rfqs) = (candidates, leases, wishes, auctions, rfqs);
        (_hub, _ledger, _options, _time, _logger) = (hub, ledger, options.Value, time, logger);
        wishes.Changed += OnWish;
    }

    /// <inheritdoc/>
    public void DeviceOnline(Address device, DeviceBirth birth) => Wake();

    /// <inheritdoc/>
    public void DeviceOffline(Address device)
    {
        // Its leases stay: it knows them by its own signature when it is back.
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wishes.Changed -= OnWish;
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await WaitAsync(stoppingToken);
            try
            {
                await GiveBackAsync(stoppingToken);
                await RenewAsync(stoppingToken);
            }
            catch (StorageException e)
            {
                LogNotWritten(e);
            }
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var tick = Task.Delay(s_period, _time, pause.Token);
        await Task.WhenAny(tick, _wake.WaitAsync(pause.Token));
        await pause.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        foreach (var model in _wishes.Models)
        {
            var due = _candidates.Find(model, s_nobody, out _).Select(candidate => candidate.Device)
                .Where(device => IsDue(device, model)).Take(MarketLimits.Asked).ToList();
            if (due.Count == 0)
            {
                continue;
            }
            foreach (var device in due)
            {
                _asked[(device, model)] = _time.GetUtcNow() + MarketLimits.LeasePause;
            }
            var term = TimeSpan.FromMinutes(_options.LeaseMinutes);
            var quotes = await _auctions.AskAsync(
                _rfqs.ForLease(model, Escrow, term), due, MarketLimits.LeaseWindow, cancellationToken);
            foreach (var quote in quotes)
            {
                await SignAsync(quote, model, term, cancellationToken);
            }
        }
    }

    private UInt128 Escrow => (UInt128)(_options.LeaseCredits * LedgerOptions.MicrosPerCredit);

    /// <summary>A fifth of its time before it ends, or when half of its money is spent or promised.</summary>
    private bool IsDue(Address device, ModelDigest model)
    {
        var now = _time.GetUtcNow();
        var ahead = now + (TimeSpan.FromMinutes(_options.LeaseMinutes) / 5);
        return !(_leases.Find(device, model, ahead)?.Has(Escrow / 2) ?? false)
            && (!_asked.TryGetValue((device, model), out var next) || now >= next);
    }

    private async Task SignAsync(
        SignedQuote quote, ModelDigest model, TimeSpan term, CancellationToken cancellationToken)
    {
        var work = new WorkLock(
            _hub.HomeId, TypedData.Digest(quote.Quote), _hub.Address, Escrow, Seed: 0, SamplerHash: default,
            InputCommit: default, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var signed = new SignedLock(work, _hub.Key.Sign(TypedData.Digest(work)));
        var deadline = term + TimeSpan.FromMilliseconds(WireLimits.JobTtlMs) + MarketLimits.Grace;
        var now = _ledger.NowMs;
        var outcome = await _ledger.PostAsync(
            _ => LedgerDrafts.Open(
                Agreement.Hash(work), LedgerAccount.Household, (long)Escrow, now + (long)deadline.TotalMilliseconds, now),
            cancellationToken);
        if (outcome is LedgerOutcome.Posted)
        {
            _leases.Add(new StandingLease(quote, signed, model, _time.GetUtcNow() + term - MarketLimits.LeaseWindow));
            LogLeased(quote.Quote.Provider, model, quote.Quote.PriceOut);
        }
        else
        {
            LogNoCredit(quote.Quote.Provider, ((LedgerOutcome.Refused)outcome!).Fault);
        }
    }

    private async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        foreach (var lease in _leases.TakeSettled(_time.GetUtcNow()))
        {
            await _ledger.PostAsync(
                book => book.Escrows.TryGetValue(lease.Agreement, out var escrow)
                    ? LedgerDrafts.GiveBack(SettleRule.Refund, lease.Agreement, escrow, _ledger.NowMs)
                    : null,
                cancellationToken);
        }
    }

    private void OnWish(object? sender, EventArgs e) => Wake();

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just woken it.
            }
        }
    }

    [LoggerMessage(EventId = MarketEventIds.Leased, Level = LogLevel.Debug,
        Message = "Device {Device} has a standing lease for {Model} at {PriceOut} micro-credits a token")]
    private partial void LogLeased(Address device, ModelDigest model, ulong priceOut);

    [LoggerMessage(EventId = MarketEventIds.NoCredit, Level = LogLevel.Warning,
        Message = "No standing lease with device {Device}: {Fault}")]
    private partial void LogNoCredit(Address device, LedgerFault fault);

    [LoggerMessage(EventId = MarketEventIds.LeaseNotWritten, Level = LogLevel.Error,
        Message = "Standing leases could not be written; it tries again")]
    private partial void LogNotWritten(Exception cause);
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <summary>What the ledger does by itself and on the administrator's word.</summary>
internal sealed class LedgerKeeper(HubLedger ledger, Microsoft.Extensions.Options.IOptions<LedgerOptions> options)
{
    /// <summary>Gives back what escrows hold whose time is over.</summary>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseOverdueAsync(CancellationToken cancellationToken)
    {
        var closed = 0;
        while (await ledger.PostAsync(DraftOverdue, cancellationToken) is LedgerOutcome.Posted)
        {
            closed++;
        }
        return closed;
    }

    /// <summary>Pays out what devices have above their reserve.</summary>
    /// <returns>How many were paid.</returns>
    public async Task<int> PayOutAsync(CancellationToken cancellationToken)
    {
        var paid = 0;
        while (await ledger.PostAsync(DraftPayout, cancellationToken) is LedgerOutcome.Posted)
        {
            paid++;
        }
        return paid;
    }

    /// <summary>Moves the balance of a lost device to the household.</summary>
    /// <param name="device">The device.</param>
    /// <param name="reason">The administrator's words; they stay in the journal.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>Micro-credits that were moved; null: the device has none.</returns>
    public async Task<long?> MoveLostAsync(Address device, string reason, CancellationToken cancellationToken)
    {
        var outcome = await ledger.PostAsync(
            book => book.BalanceOf(LedgerAccount.Device(device)) is > 0 and var balance
                ? LedgerDrafts.Move(SettleRule.LostDevice, device, balance, reason, ledger.NowMs)
                : null,
            cancellationToken);
        return (outcome as LedgerOutcome.Posted)?.Entry.Draft.Postings[1].Micros;
    }

    private LedgerDraft? DraftOverdue(LedgerBook book)
    {
        var now = ledger.NowMs;
        return book.FindOverdue(now) is { } agreement
            ? LedgerDrafts.GiveBack(SettleRule.Deadline, agreement, book.Escrows[agreement], now)
            : null;
    }

    private LedgerDraft? DraftPayout(LedgerBook book)
    {
        var reserve = options.Value.DeviceReserveCredits * LedgerOptions.MicrosPerCredit;
        foreach (var (account, micros) in book.Balances)
        {
            if (account.Kind == LedgerAccountKind.Device && micros > reserve)
            {
                return LedgerDrafts.Move(
                    SettleRule.Payout, account.ToDevice(), micros - reserve, reason: null, ledger.NowMs);
            }
        }
        return null;
    }
}

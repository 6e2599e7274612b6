using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Checks the ledger of this hub's database.</summary>
internal sealed class LedgerInspection(HubDatabase database, HubIdentity hub, IOptions<LedgerOptions> options)
{
    /// <summary>Recomputes everything.</summary>
    public LedgerReport Run() => database.Read(connection =>
    {
        var claims = 0L;
        var verifier = new LedgerVerifier(hub.Address, options.Value.HouseholdLimitMicros, digest =>
        {
            claims++;
            return ClaimRows.Find(connection, digest);
        });
        verifier.Run(LedgerJournal.ReadBehind(connection, 0));
        var faults = verifier.Faults.ToList();
        if (!LedgerJournal.ReadPostings(connection).SetEquals(verifier.Postings))
        {
            faults.Add("the list of postings by account is not that of the entries");
        }
        return new LedgerReport(verifier.Book.Head.Index, claims, faults);
    });
}

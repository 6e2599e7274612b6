using System.Globalization;
using System.Text.Json;
using EdgeAgent.Hub.Ledger.Json;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The journal for other programs.</summary>
internal sealed class LedgerExport(HubDatabase database)
{
    /// <summary>One line a posting: index, time (ISO 8601, UTC), rule, agreement, claim, account, micro-credits.</summary>
    public void WriteCsv(TextWriter writer)
    {
        writer.WriteLine("index,at,rule,agreement,claim,account,micros");
        foreach (var entry in Read())
        {
            var draft = entry.Draft;
            var at = DateTimeOffset.FromUnixTimeMilliseconds(draft.AtMs).ToString("O", CultureInfo.InvariantCulture);
            foreach (var posting in draft.Postings)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.Index},{at},{draft.Rule},{draft.Agreement},{draft.Claim},{posting.Account},{posting.Micros}"));
            }
        }
    }

    /// <summary>One JSON object a line: every entry as it is stored, signatures and evidence included.</summary>
    public void WriteJsonLines(TextWriter writer)
    {
        foreach (var entry in Read())
        {
            writer.WriteLine(JsonSerializer.Serialize(LedgerCodec.ToBody(entry), LedgerJson.Default.EntryBody));
        }
    }

    private IReadOnlyList<LedgerEntry> Read() => database.Read(connection =>
        (IReadOnlyList<LedgerEntry>)[.. LedgerJournal.ReadBehind(connection, 0).Select(row => LedgerCodec.Read(row.Entry))]);
}

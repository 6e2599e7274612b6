using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The journal's rows; only ever added to.</summary>
internal static class LedgerJournal
{
    /// <summary>The newest entry's place and digest.</summary>
    public static LedgerHead ReadHead(SqliteConnection connection)
    {
        var rows = connection.Query(
            "SELECT idx, digest FROM ledger_entries ORDER BY idx DESC LIMIT 1",
            reader => new LedgerHead((ulong)reader.GetInt64(0), reader.GetBytes32(1)));
        return rows is [var head] ? head : default;
    }

    /// <summary>Entries behind a place, oldest first.</summary>
    public static IEnumerable<LedgerRow> ReadBehind(SqliteConnection connection, ulong index)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT idx, digest, rule, agreement, claim, entry FROM ledger_entries WHERE idx > $idx ORDER BY idx";
        command.Parameters.AddWithValue("$idx", (long)index);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new LedgerRow(
                reader.GetInt64(0),
                reader.GetFieldValue<byte[]>(1),
                reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4),
                reader.GetFieldValue<byte[]>(5));
        }
    }

    /// <summary>Adds an entry.</summary>
    public static void Append(SqliteConnection connection, LedgerEntry entry, Bytes32 digest)
    {
        var draft = entry.Draft;
        connection.Execute(
            """
            INSERT INTO ledger_entries (idx, digest, rule, agreement, claim, entry)
            VALUES ($idx, $digest, $rule, $agreement, $claim, $entry)
            """,
            ("$idx", (long)entry.Index),
            ("$digest", digest),
            ("$rule", (long)(byte)draft.Rule),
            ("$agreement", draft.Agreement == default ? null : draft.Agreement),
            ("$claim", draft.Claim == default ? null : draft.Claim),
            ("$entry", LedgerCodec.Write(entry)));
        foreach (var posting in draft.Postings)
        {
            connection.Execute(
                "INSERT INTO ledger_postings (account, idx, micros) VALUES ($account, $idx, $micros)",
                ("$account", posting.Account.ToString()),
                ("$idx", (long)entry.Index),
                ("$micros", posting.Micros));
        }
    }

    /// <summary>The entry that settled a claim; null: none yet.</summary>
    public static LedgerEntry? FindSettlement(SqliteConnection connection, Bytes32 claim)
    {
        var rows = connection.Query(
            "SELECT entry FROM ledger_entries WHERE claim = $claim AND rule <> $slashed",
            reader => LedgerCodec.Read(reader.GetFieldValue<byte[]>(0)),
            ("$claim", claim),
            ("$slashed", (long)(byte)SettleRule.Slashed));
        return rows is [var entry] ? entry : null;
    }

    /// <summary>The newest entries that touch an account, newest first.</summary>
    public static IReadOnlyList<LedgerEntry> ReadAccount(SqliteConnection connection, string account, int limit) =>
        connection.Query(
            """
            SELECT e.entry FROM ledger_postings p JOIN ledger_entries e ON e.idx = p.idx
            WHERE p.account = $account ORDER BY p.idx DESC LIMIT $limit
            """,
            reader => LedgerCodec.Read(reader.GetFieldValue<byte[]>(0)),
            ("$account", account),
            ("$limit", limit));

    /// <summary>All rows of the list by account, as a set.</summary>
    public static HashSet<(string Account, long Index, long Micros)> ReadPostings(SqliteConnection connection) =>
    [
        .. connection.Query(
            "SELECT account, idx, micros FROM ledger_postings",
            static reader => (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2))),
    ];
}

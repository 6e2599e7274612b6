using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>
/// The administrative acts, in order. Lines are only ever added: the database itself refuses to change or delete one,
/// and each line's hash covers all lines before it, so that a change behind the database's back is found.
/// </summary>
internal sealed class AuditLog(HubDatabase database, TimeProvider time)
{
    public static readonly StoreSchema Schema = new("audit",
    [
        """
        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            who TEXT NOT NULL,
            origin TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            outcome TEXT NOT NULL,
            detail TEXT NOT NULL,
            hash BLOB NOT NULL) STRICT;
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'lines of the audit log do not change'); END;
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'lines of the audit log stay'); END;
        CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
            WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
            BEGIN SELECT RAISE(ABORT, 'lines of the audit log have no gaps'); END;
        """,
    ]);

    private const string Columns = "seq, time, who, origin, action, subject, outcome, detail, hash";

    /// <summary>Adds a line. Durable when it returns.</summary>
    public Task WriteAsync(Actor actor, AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Append(connection, actor, act), cancellationToken);

    /// <summary>Adds a line within the transaction that does the act: there is no act without its line.</summary>
    public void Append(SqliteConnection connection, Actor actor, AuditAct act)
    {
        var shortened = act with { Subject = Cut(act.Subject), Detail = Cut(act.Detail) };
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var last = connection.Query($"SELECT {Columns} FROM audit ORDER BY seq DESC LIMIT 1", Read);
        var seq = last is [var line, ..] ? line.Seq + 1 : 1;
        var hash = AuditChain.Hash(last is [var before, ..] ? before.Hash : AuditChain.Start, seq, now, actor, shortened);
        connection.Execute(
            $"INSERT INTO audit ({Columns}) VALUES ($seq, $time, $who, $origin, $action, $subject, $outcome, $detail, $hash)",
            ("$seq", seq), ("$time", now), ("$who", actor.Who), ("$origin", actor.Origin), ("$action", shortened.Action),
            ("$subject", shortened.Subject), ("$outcome", shortened.Outcome.ToString()), ("$detail", shortened.Detail),
            ("$hash", hash));
    }

    /// <summary>Lines before a sequence number, the newest first.</summary>
    /// <param name="limit">1 to <see cref="AuditLimits.Page"/>.</param>
    /// <param name="before">From the last line of an earlier page; null for the newest.</param>
    public IReadOnlyList<AuditEntry> List(int limit, long? before) => database.Read(connection => connection.Query(
        $"SELECT {Columns} FROM audit WHERE seq < $before ORDER BY seq DESC LIMIT $limit",
        Read,
        ("$before", before ?? long.MaxValue), ("$limit", limit)));

    /// <summary>Recomputes the hash of every line.</summary>
    public AuditVerdict Verify() => database.Read(connection =>
    {
        var previous = AuditChain.Start;
        var count = 0L;
        // Page by page: the log may be longer than memory should hold.
        while (true)
        {
            var page = connection.Query(
                $"SELECT {Columns} FROM audit WHERE seq > $after ORDER BY seq LIMIT $limit",
                Read,
                ("$after", count), ("$limit", AuditLimits.Page));
            foreach (var line in page)
            {
                if (line.Seq != count + 1
                    || AuditChain.Hash(previous, line.Seq, line.Time, line.Actor, line.Act) != line.Hash)
                {
                    return (AuditVerdict)new AuditVerdict.Broken(count + 1);
                }
                previous = line.Hash;
                count = line.Seq;
            }
            if (page.Count == 0)
            {
                return new AuditVerdict.Whole(count, previous);
            }
        }
    });

    private static AuditEntry Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetTime(1)!.Value,
        new Actor(reader.GetString(2), reader.GetString(3)),
        new AuditAct(
            reader.GetString(4),
            reader.GetString(5),
            // A word that somebody has written past this program breaks the chain, not the reader.
            Enum.TryParse<AuditOutcome>(reader.GetString(6), out var outcome) ? outcome : (AuditOutcome)(-1),
            reader.GetString(7)),
        reader.GetBytes32(8));

    private static string Cut(string text) => text.Length <= AuditLimits.TextChars ? text : text[..AuditLimits.TextChars];
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Edge.Reporting;

/// <summary>An open <c>outbox.db</c>. Not safe for concurrent callers; errors are SQLite's own.</summary>
internal sealed class OutboxDatabase : IDisposable
{
    private const int BusySeconds = 2;

    private readonly SqliteConnection _connection;

    private OutboxDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Version of the tables; 0 in an empty file.</summary>
    public long Version => Scalar("PRAGMA user_version");

    /// <summary>Whether the file was just made.</summary>
    public bool IsFresh => Scalar("SELECT boot FROM meta") == 0;

    /// <summary>Bytes that the kept records and the file's own structure take; free pages do not count.</summary>
    public long Bytes =>
        (Scalar("PRAGMA page_count") - Scalar("PRAGMA freelist_count")) * Scalar("PRAGMA page_size");

    /// <summary>Records that wait.</summary>
    public long Count => Scalar("SELECT count(*) FROM records");

    /// <summary>Time of the oldest record that waits, Unix milliseconds; null: none waits.</summary>
    public long? OldestAt => Scalar("SELECT coalesce((SELECT t FROM records ORDER BY seq LIMIT 1), -1)") is >= 0 and var at ? at : null;

    /// <summary>Opens the file, which may be empty.</summary>
    /// <exception cref="SqliteException">It is no database, or the disk refuses.</exception>
    public static OutboxDatabase Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = BusySeconds,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            var database = new OutboxDatabase(connection);
            database.Execute(OutboxSchema.Settings);
            if (database.Version == 0)
            {
                database.InTransaction(() => database.Execute(OutboxSchema.Create));
            }
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Does all of it or nothing; on the disk when it returns.</summary>
    public void InTransaction(Action work)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        work();
        transaction.Commit();
    }

    /// <summary>Begins a new boot, higher than all before and not lower than a floor.</summary>
    public (ulong Boot, ulong Seq) NextBoot(ulong floor)
    {
        Execute("UPDATE meta SET boot = max(boot + 1, $floor)", ("$floor", (long)floor));
        return ((ulong)Scalar("SELECT boot FROM meta"), (ulong)Scalar("SELECT seq FROM meta"));
    }

    /// <summary>Adds a record and remembers its number as the last one given.</summary>
    public void Add(StoredRecord record)
    {
        var body = record.Reading is { } reading
            ? WireJson.Write(reading, WireJson.Default.Reading)
            : WireJson.Write(record.Event!, WireJson.Default.DeviceEvent);
        Execute(
            "INSERT INTO records VALUES ($seq, $boot, $t, $event, $body)",
            ("$seq", (long)record.Seq), ("$boot", (long)record.Boot), ("$t", record.Reading?.T ?? record.Event!.T),
            ("$event", record.Event is null ? 0L : 1L), ("$body", body));
    }

    /// <summary>Remembers the last number that was given.</summary>
    public void SaveSeq(ulong seq) => Execute("UPDATE meta SET seq = $seq", ("$seq", (long)seq));

    /// <summary>Forgets what the hub has stored.</summary>
    public void Delete(ulong boot, SeqRange range)
    {
        (string, object)[] parameters = [("$boot", (long)boot), ("$from", (long)range.From), ("$to", (long)range.To)];
        Execute("DELETE FROM records WHERE seq BETWEEN $from AND $to AND boot = $boot", parameters);
        Execute("DELETE FROM gaps WHERE boot = $boot AND first >= $from AND last <= $to", parameters);
    }

    /// <summary>The oldest records behind a number.</summary>
    public List<StoredRecord> After(ulong seq, int limit)
    {
        using var command = Command(
            "SELECT event, body FROM records WHERE seq > $seq ORDER BY seq LIMIT $limit",
            ("$seq", (long)seq), ("$limit", (long)limit));
        using var reader = command.ExecuteReader();
        var records = new List<StoredRecord>();
        while (reader.Read())
        {
            var body = reader.GetFieldValue<byte[]>(1);
            records.Add(reader.GetInt64(0) == 0
                ? new StoredRecord(WireJson.Parse(body, WireJson.Default.Reading), null)
                : new StoredRecord(null, WireJson.Parse(body, WireJson.Default.DeviceEvent)));
        }
        return records;
    }

    /// <summary>What will never come.</summary>
    public List<ReadingGap> Gaps(int limit)
    {
        using var command = Command(
            "SELECT boot, first, last, start, until, reason FROM gaps ORDER BY boot, first LIMIT $limit", ("$limit", (long)limit));
        using var reader = command.ExecuteReader();
        var gaps = new List<ReadingGap>();
        while (reader.Read())
        {
            gaps.Add(new ReadingGap(
                (ulong)reader.GetInt64(0), (ulong)reader.GetInt64(1), (ulong)reader.GetInt64(2), reader.GetInt64(3),
                reader.GetInt64(4), Enum.TryParse<GapReason>(reader.GetString(5), out var reason) ? reason : GapReason.Damaged));
        }
        return gaps;
    }

    /// <summary>Notes a gap; one that goes on where the last one of the same kind ended makes that one longer.</summary>
    public void AddGap(ReadingGap gap)
    {
        (string, object)[] parameters =
        [
            ("$boot", (long)gap.Boot), ("$first", (long)gap.From), ("$last", (long)gap.To), ("$start", gap.Start),
            ("$until", gap.End), ("$reason", gap.Reason.ToString()),
        ];
        if (Execute(
            "UPDATE gaps SET last = $last, until = $until WHERE boot = $boot AND last = $first - 1 AND reason = $reason",
            parameters) == 0)
        {
            Execute("INSERT OR REPLACE INTO gaps VALUES ($boot, $first, $last, $start, $until, $reason)", parameters);
        }
    }

    /// <summary>The oldest records as (boot, seq, time), readings or events only, up to a time.</summary>
    public List<(ulong Boot, ulong Seq, long At)> Oldest(bool events, long before, int limit)
    {
        using var command = Command(
            "SELECT boot, seq, t FROM records WHERE event = $event AND t < $before ORDER BY seq LIMIT $limit",
            ("$event", events ? 1L : 0L), ("$before", before), ("$limit", (long)limit));
        using var reader = command.ExecuteReader();
        var rows = new List<(ulong, ulong, long)>();
        while (reader.Read())
        {
            rows.Add(((ulong)reader.GetInt64(0), (ulong)reader.GetInt64(1), reader.GetInt64(2)));
        }
        return rows;
    }

    /// <summary>The result of a command that was carried out; null: it was not.</summary>
    public CommandResult? Done(CommandId id)
    {
        using var command = Command("SELECT result FROM done WHERE id = $id", ("$id", id.ToString()));
        return command.ExecuteScalar() is byte[] body ? JsonSerializer.Deserialize(body, WireJson.Default.CommandResult) : null;
    }

    /// <summary>Remembers a command, and forgets those before a time.</summary>
    public void AddDone(CommandResult result, long now, long forgetBefore)
    {
        Execute("DELETE FROM done WHERE at < $before", ("$before", forgetBefore));
        Execute(
            "INSERT OR REPLACE INTO done VALUES ($id, $at, $result)",
            ("$id", result.Id.ToString()), ("$at", now), ("$result", WireJson.Write(result, WireJson.Default.CommandResult)));
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private long Scalar(string sql)
    {
        using var command = Command(sql);
        return (long)command.ExecuteScalar()!;
    }

    private int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant; values are parameters")]
    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
        return command;
    }
}

using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Administration.Sessions;

/// <summary>Who is signed in: kept by the hub, so that it can be ended by the hub.</summary>
internal sealed class SessionStore : IForeignChangeObserver, IDisposable
{
    public static readonly StoreSchema Schema = new("sessions",
    [
        """
        CREATE TABLE sessions (
            id BLOB PRIMARY KEY,
            created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
    ]);

    private readonly ConcurrentDictionary<Bytes32, Session> _sessions = new();
    private readonly SemaphoreSlim _changing = new(1);
    private readonly HubDatabase _database;
    private readonly TimeProvider _time;

    /// <summary>Reads who is signed in.</summary>
    public SessionStore(HubDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        Reload();
    }

    /// <summary>Ends all sessions within a transaction, for example of a new password.</summary>
    /// <remarks>Call <see cref="ForeignChange"/> when it is committed.</remarks>
    public static void EndAll(SqliteConnection connection) => connection.Execute("DELETE FROM sessions");

    /// <summary>Opens a session. Its token is always new: one that was known before the login is worth nothing after it.</summary>
    public async Task<SessionToken> OpenAsync(CancellationToken cancellationToken)
    {
        var token = SessionToken.New();
        var now = _time.GetUtcNow();
        await ChangeAsync(
            connection =>
            {
                connection.Execute(
                    """
                    DELETE FROM sessions WHERE id IN (
                        SELECT id FROM sessions ORDER BY seen_at DESC LIMIT -1 OFFSET $keep)
                    """,
                    ("$keep", SessionLimits.Count - 1));
                connection.Execute(
                    "INSERT INTO sessions VALUES ($id, $now, $now)", ("$id", token.Id), ("$now", now));
            },
            cancellationToken);
        return token;
    }

    /// <summary>The session of a token, while it lasts; notes that it is used.</summary>
    public async ValueTask<Session?> UseAsync(SessionToken token, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (!_sessions.TryGetValue(token.Id, out var session) || session.EndsAt <= now)
        {
            return null;
        }
        if (now - session.SeenAt >= SessionLimits.SeenPeriod)
        {
            await ChangeAsync(
                connection => connection.Execute(
                    "UPDATE sessions SET seen_at = $now WHERE id = $id", ("$now", now), ("$id", token.Id)),
                cancellationToken);
        }
        return _sessions.GetValueOrDefault(token.Id);
    }

    /// <summary>Ends one session.</summary>
    public Task EndAsync(Bytes32 id, CancellationToken cancellationToken) => ChangeAsync(
        connection => connection.Execute("DELETE FROM sessions WHERE id = $id", ("$id", id)), cancellationToken);

    /// <inheritdoc/>
    public void ForeignChange()
    {
        _changing.Wait();
        try
        {
            Reload();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private async Task ChangeAsync(Action<SqliteConnection> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await _database.WriteAsync(
                connection =>
                {
                    connection.Execute(
                        "DELETE FROM sessions WHERE created_at <= $born OR seen_at <= $seen",
                        ("$born", _time.GetUtcNow() - SessionLimits.Life),
                        ("$seen", _time.GetUtcNow() - SessionLimits.Idle));
                    change(connection);
                },
                cancellationToken);
            Reload();
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Reload()
    {
        var rows = _database.Read(connection => connection.Query(
            "SELECT id, created_at, seen_at FROM sessions",
            reader => new Session(reader.GetBytes32(0), reader.GetTime(1)!.Value, reader.GetTime(2)!.Value)));
        foreach (var row in rows)
        {
            _sessions[row.Id] = row;
        }
        foreach (var gone in _sessions.Keys.Except(rows.Select(row => row.Id)))
        {
            _sessions.TryRemove(gone, out _);
        }
    }
}

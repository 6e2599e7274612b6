using System.Net;
using System.Net.Sockets;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>
/// Slows down who guesses the password: by address and for the account as a whole. On disk, so that neither a restart
/// nor a crash gives new tries. Every try counts as failed before it is looked at, so tries at the same time gain nothing.
/// </summary>
/// <remarks>
/// The account's own delay must not lock the administrator out, or any neighbour could: it is short, and does not hold
/// for loopback and for addresses that have signed in before.
/// </remarks>
internal sealed class LoginThrottle(HubDatabase database, TimeProvider time)
{
    public static readonly StoreSchema Schema = new("login_throttle",
    [
        """
        CREATE TABLE login_throttle (
            subject TEXT PRIMARY KEY,
            failures INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            known INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID
        """,
    ]);

    private const string Account = "account";
    private const int FreeForAddress = 5;
    private const int FreeForAccount = 20;
    private static readonly TimeSpan s_longestForAddress = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longestForAccount = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_forgive = TimeSpan.FromDays(1);

    /// <summary>Asks for a try, and counts it. Durable when it returns.</summary>
    /// <returns>Null: go on. Otherwise how long to wait; the try was not counted then.</returns>
    public Task<TimeSpan?> AdmitAsync(IPAddress address, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var now = time.GetUtcNow();
            var place = Read(connection, Subject(address));
            var account = Read(connection, Account);
            var wait = Wait(place, FreeForAddress, s_longestForAddress, now);
            if (!place.Known && !IPAddress.IsLoopback(address))
            {
                wait = Longer(wait, Wait(account, FreeForAccount, s_longestForAccount, now));
            }
            if (wait > TimeSpan.Zero)
            {
                return (TimeSpan?)wait;
            }
            Count(connection, Subject(address), place, now);
            Count(connection, Account, account, now);
            Forget(connection);
            return null;
        },
        cancellationToken);

    /// <summary>The try was a success: the address is known from here on, and nothing is held against anybody.</summary>
    public void Succeed(SqliteConnection connection, IPAddress address)
    {
        connection.Execute("DELETE FROM login_throttle WHERE subject = $subject", ("$subject", Account));
        connection.Execute(
            """
            INSERT INTO login_throttle VALUES ($subject, 0, $now, 1)
            ON CONFLICT (subject) DO UPDATE SET failures = 0, last_at = $now, known = 1
            """,
            ("$subject", Subject(address)), ("$now", time.GetUtcNow()));
    }

    /// <summary>An IPv6 subscriber has a whole /64 to choose addresses from.</summary>
    internal static string Subject(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return $"{plain}";
        }
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static TimeSpan Wait(Row row, int free, TimeSpan longest, DateTimeOffset now)
    {
        if (row.Failures < free)
        {
            return TimeSpan.Zero;
        }
        var delay = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(row.Failures - free, 30)));
        // A clock that was wrong and was set back must not hold anybody for ever.
        var since = now - (row.LastAt < now ? row.LastAt : now);
        return (delay < longest ? delay : longest) - since;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static Row Read(SqliteConnection connection, string subject) => connection.Query(
        "SELECT failures, last_at, known FROM login_throttle WHERE subject = $subject",
        reader => new Row(reader.GetInt32(0), reader.GetTime(1)!.Value, reader.GetInt64(2) != 0),
        ("$subject", subject)) is [var row] ? row : new Row(0, DateTimeOffset.UnixEpoch, false);

    private static void Count(SqliteConnection connection, string subject, Row row, DateTimeOffset now) =>
        connection.Execute(
            """
            INSERT INTO login_throttle VALUES ($subject, $failures, $now, 0)
            ON CONFLICT (subject) DO UPDATE SET failures = $failures, last_at = $now
            """,
            ("$subject", subject),
            ("$failures", now - row.LastAt >= s_forgive ? 1 : row.Failures + 1),
            ("$now", now));

    private static void Forget(SqliteConnection connection) => connection.Execute(
        """
        DELETE FROM login_throttle WHERE subject IN (
            SELECT subject FROM login_throttle WHERE subject <> $account
            ORDER BY known DESC, last_at DESC LIMIT -1 OFFSET $keep)
        """,
        ("$account", Account), ("$keep", AccountLimits.ThrottledAddresses));

    private sealed record Row(int Failures, DateTimeOffset LastAt, bool Known);
}

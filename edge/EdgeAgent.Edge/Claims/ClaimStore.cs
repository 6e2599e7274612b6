using System.Globalization;
using EdgeAgent.Contracts;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Claims;

/// <summary>Keeps signed claims and the head of their chain. SQLite is loaded with the first use. Safe for concurrent callers.</summary>
/// <remarks>
/// The chain is never begun anew in silence: two claims with one sequence would make the hub take this device for a
/// cheat. So a lost or damaged file stops all signing until the owner has decided.
/// </remarks>
internal sealed partial class ClaimStore(DataDirectory data, TimeProvider time, ILogger<ClaimStore> logger) : IDisposable
{
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    private readonly Lock _gate = new();
    private ClaimDatabase? _database;
    private ChainHead _head;
    private string? _lost;
    private bool _disposed;

    /// <summary>Whether this device may have claims: false on a device that has never signed one, without touching SQLite.</summary>
    public bool MayHaveClaims => File.Exists(data.Claims) || File.Exists(data.ClaimsStarted);

    /// <summary>Whether signing is possible, as far as can be said without opening the file.</summary>
    public bool CanSign
    {
        get
        {
            lock (_gate)
            {
                return _lost is null && (File.Exists(data.Claims) || !File.Exists(data.ClaimsStarted));
            }
        }
    }

    /// <summary>Opens the file and checks it.</summary>
    /// <returns>The head of the chain.</returns>
    /// <exception cref="ClaimStoreException">No claim can be signed now; the text says why and what to do.</exception>
    public ChainHead Open()
    {
        lock (_gate)
        {
            OpenLocked();
            return _head;
        }
    }

    /// <summary>Whether a claim for this agreement is kept already.</summary>
    /// <exception cref="ClaimStoreException">As for <see cref="Open"/>.</exception>
    public bool HasAgreement(Bytes32 agreement) => Use(database => database.HasAgreement(agreement));

    /// <summary>The bytes of one claim as they go out; null when it is not kept.</summary>
    /// <exception cref="ClaimStoreException">As for <see cref="Open"/>.</exception>
    public byte[]? ReadMessage(ulong seq) => Use(database => database.ReadMessage(seq));

    /// <summary>Makes the claim that follows the head, stores it and moves the head, in one durable transaction.</summary>
    /// <param name="make">Gets the head, returns the claim behind it.</param>
    /// <exception cref="ClaimStoreException">Nothing was stored, as far as can be known; the claim must not be sent.</exception>
    public ClaimRow Append(Func<ChainHead, ClaimRow> make)
    {
        lock (_gate)
        {
            OpenLocked();
            var row = make(_head);
            Guard(database => database.Append(row, _head.Acked, time.GetUtcNow()));
            _head = new ChainHead(row.Seq, row.Digest, _head.Acked);
            return row;
        }
    }

    /// <summary>Remembers how far the hub has acknowledged. It reaches the disk with the next claim or with <see cref="Dispose"/>: a crash before costs a repetition, which the hub ignores.</summary>
    public void Acknowledge(ulong upTo)
    {
        lock (_gate)
        {
            _head = _head with { Acked = upTo };
        }
    }

    /// <summary>Stops all signing: the hub holds claims that this file does not have.</summary>
    /// <param name="reason">For the owner.</param>
    public void Block(string reason)
    {
        lock (_gate)
        {
            _lost ??= reason;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (_database is null)
            {
                return;
            }
            try
            {
                Guard(database => database.SaveAcked(_head.Acked));
            }
            catch (ClaimStoreException e)
            {
                LogAckedNotSaved(e);
            }
            CloseLocked();
        }
    }

    private T Use<T>(Func<ClaimDatabase, T> work)
    {
        lock (_gate)
        {
            OpenLocked();
            T result = default!;
            Guard(database => result = work(database));
            return result;
        }
    }

    /// <summary>After any error the file is opened anew with the next use: what a failed commit left can only be read, not known.</summary>
    private void Guard(Action<ClaimDatabase> work)
    {
        try
        {
            work(_database!);
        }
        catch (SqliteException e)
        {
            CloseLocked();
            throw new ClaimStoreException($"{data.Claims} refused: {e.Message}", e);
        }
        catch (ClaimStoreException)
        {
            CloseLocked();
            throw;
        }
    }

    private void OpenLocked()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_lost is not null)
        {
            throw new ClaimStoreException(_lost);
        }
        if (_database is not null)
        {
            return;
        }
        var started = File.Exists(data.ClaimsStarted);
        if (started && !File.Exists(data.Claims))
        {
            throw new ClaimStoreException(Lost($"{data.Claims} is missing"));
        }
        try
        {
            PrivateFile.Touch(data.Claims);
            _database = ClaimDatabase.Open(data.Claims);
            _head = Check(_database, started);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
        {
            CloseLocked();
            throw new ClaimStoreException(SetAside(e.Message), e);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            CloseLocked();
            throw new ClaimStoreException($"{data.Claims} cannot be opened: {e.Message}", e);
        }
        catch (ClaimStoreException)
        {
            CloseLocked();
            throw;
        }
        LogOpened(_head.Seq, _head.Acked);
    }

    private ChainHead Check(ClaimDatabase database, bool started)
    {
        var version = database.Version;
        if (version > ClaimSchema.Version)
        {
            throw new ClaimStoreException(
                $"{data.Claims} was written by a newer agent (version {version}, this one knows {ClaimSchema.Version}): run that one.");
        }
        if (version == 0)
        {
            if (started)
            {
                throw new ClaimStoreException(Lost($"{data.Claims} is empty"));
            }
            database.CreateTables();
            PrivateFile.WriteAtomic(data.ClaimsStarted, "From here on claims.db must not get lost.\n"u8);
        }
        else if (!started)
        {
            PrivateFile.WriteAtomic(data.ClaimsStarted, "From here on claims.db must not get lost.\n"u8);
        }
        if (database.ReadHead() is not { } head || head.Seq != database.NewestClaim())
        {
            throw new ClaimStoreException(Lost($"{data.Claims} contradicts itself: its newest claim is not the head"));
        }
        return head;
    }

    /// <summary>Only a file that cannot be opened is moved, and it is kept: its claims may be rescued by hand.</summary>
    private string SetAside(string reason)
    {
        // With the marker beside it the missing file keeps signing stopped after a restart too.
        PrivateFile.WriteAtomic(data.ClaimsStarted, "From here on claims.db must not get lost.\n"u8);
        var aside = string.Create(CultureInfo.InvariantCulture, $"{data.Claims}.damaged-{time.GetUtcNow().ToUnixTimeSeconds()}");
        File.Move(data.Claims, aside);
        foreach (var suffix in (ReadOnlySpan<string>)["-wal", "-shm"])
        {
            if (File.Exists(data.Claims + suffix))
            {
                File.Move(data.Claims + suffix, aside + suffix);
            }
        }
        LogSetAside(aside, reason);
        return Lost($"{data.Claims} is damaged ({reason}) and was set aside as {aside}");
    }

    private string Lost(string what) =>
        $"{what}. No claim can be signed without the head of the chain, so no job is taken. Restore {data.Claims} from a "
        + "backup that holds its newest claim; or make this a new device: stop the agent, move device.key, home.json and "
        + $"claims.* out of {data.Root}, and enrol it again.";

    private void CloseLocked()
    {
        _database?.Dispose();
        _database = null;
    }

    [LoggerMessage(EventId = EdgeEventIds.ClaimStoreOpened, Level = LogLevel.Debug,
        Message = "Chain of claims opened: {Seq} signed, {Acked} acknowledged")]
    private partial void LogOpened(ulong seq, ulong acked);

    [LoggerMessage(EventId = EdgeEventIds.ClaimStoreSetAside, Level = LogLevel.Error,
        Message = "The file of claims cannot be read and is kept as {Aside}: {Reason}")]
    private partial void LogSetAside(string aside, string reason);

    [LoggerMessage(EventId = EdgeEventIds.ClaimNotStored, Level = LogLevel.Warning,
        Message = "How far the hub has acknowledged was not written; some claims will be sent twice")]
    private partial void LogAckedNotSaved(Exception cause);
}

using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Storage;

/// <summary>The hub's one database file: SQLite, write-ahead log, every commit on disk before it is confirmed.</summary>
/// <remarks>
/// One writer with group commit: writes that wait together share one transaction and one disk flush, each inside its
/// own savepoint. Reads run beside it on their own snapshots.
/// </remarks>
public sealed partial class HubDatabase : IAsyncDisposable
{
    /// <summary>Most writes that wait; more callers wait to be let in.</summary>
    internal const int QueueLimit = 4096;

    /// <summary>Most writes of one commit, so that the first one does not wait long.</summary>
    internal const int GroupLimit = 256;

    private readonly Channel<IDatabaseWrite> _writes = Channel.CreateBounded<IDatabaseWrite>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    private readonly ILogger<HubDatabase> _logger;
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly Task _loop;

    /// <summary>Opens the file, makes it where it is missing, and brings every feature's tables up to date.</summary>
    /// <exception cref="StorageException">The file cannot be opened, is damaged, or was written by a newer version.</exception>
    public HubDatabase(DataDirectory directory, IEnumerable<StoreSchema> schemas, ILogger<HubDatabase> logger)
        : this(directory.Path("hub.db"), schemas, logger)
    {
    }

    /// <summary>Opens a file of a feature that has one of its own.</summary>
    /// <exception cref="StorageException">As for the hub's own file.</exception>
    internal HubDatabase(string path, IEnumerable<StoreSchema> schemas, ILogger<HubDatabase> logger)
    {
        _logger = logger;
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 10,
        }.ToString();
        _writer = Open();
        try
        {
            SchemaMigration.Run(_writer, schemas);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
        _loop = Task.Factory.StartNew(
            RunWriter, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Runs a short piece of work in the next commit.</summary>
    /// <param name="work">Synchronous; if it throws, only its own changes are undone and only this caller sees it.</param>
    /// <param name="cancellationToken">Gives up waiting to be let in; once in, the work runs.</param>
    /// <returns>The work's result, after the commit is on disk.</returns>
    /// <exception cref="ObjectDisposedException">The hub has closed the database.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        var write = new DatabaseWrite<T>(work);
        try
        {
            await _writes.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException($"{nameof(HubDatabase)} is closed.", e);
        }
        return await write.Committed;
    }

    /// <inheritdoc cref="WriteAsync{T}(Func{SqliteConnection, T}, CancellationToken)"/>
    public Task WriteAsync(Action<SqliteConnection> work, CancellationToken cancellationToken) => WriteAsync(
        connection =>
        {
            work(connection);
            return true;
        },
        cancellationToken);

    /// <summary>Reads on a snapshot of its own; never waits for the writer.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        using var connection = Open();
        return work(connection);
    }

    /// <summary>Grows when another process has committed to the file; changes of this process do not count.</summary>
    public Task<long> ForeignVersionAsync(CancellationToken cancellationToken) => WriteAsync(
        connection => connection.Scalar<long>("PRAGMA data_version"), cancellationToken);

    /// <summary>Commits what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_writes.Writer.TryComplete())
        {
            return;
        }
        await _loop;
        await _writer.DisposeAsync();
        using var pool = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pool);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageException($"The hub's database {Path} cannot be opened: {e.Message}", e);
        }
    }

    private void RunWriter()
    {
        var group = new List<IDatabaseWrite>(GroupLimit);
        // A thread of its own: SQLite blocks, and the pool's threads belong to the connections.
        while (_writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupLimit && _writes.Reader.TryRead(out var write))
            {
                group.Add(write);
            }
            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<IDatabaseWrite> group)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                write.Run(_writer);
            }
            _writer.Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            LogCommitFailed(group.Count, e);
            Undo();
            foreach (var write in group)
            {
                write.Fail(new StorageException($"The hub's database could not be written: {e.Message}", e));
            }
            return;
        }
        foreach (var write in group)
        {
            write.Complete();
        }
    }

    private void Undo()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back (full disk, I/O error): there is no transaction to end.
        }
    }

    [LoggerMessage(EventId = HubEventIds.CommitFailed, Level = LogLevel.Error,
        Message = "Database: {Count} writes were undone")]
    private partial void LogCommitFailed(int count, Exception cause);
}

using System.Globalization;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Keeps readings and events until the hub has them. Group commit; one writer.</summary>
/// <remarks>
/// Its promise: a record whose <see cref="IRecordSink"/> task ended with true survives the end of the process, however
/// it comes, and a cut of the power; it leaves the disk only when the hub has acknowledged it, or as part of a gap.
/// </remarks>
internal sealed partial class Outbox(
    DataDirectory data,
    BirthCounters counters,
    OutboxHealth health,
    IOptions<ReportingOptions> options,
    TimeProvider time,
    ILogger<Outbox> logger) : BackgroundService, IRecordSink
{
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    private readonly Channel<PendingRecord> _pending = Channel.CreateBounded<PendingRecord>(
        new BoundedChannelOptions(OutboxLimits.Pending) { SingleReader = true });

    private readonly Channel<ReadingAck> _acks = Channel.CreateBounded<ReadingAck>(
        new BoundedChannelOptions(OutboxLimits.Acks) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock _gate = new();
    private OutboxDatabase? _database;
    private ulong _boot;
    private ulong _seq;
    private long _lost;
    private long _written;
    private long _startedAt;

    /// <summary>Raised after a commit with the records that it holds. Must return quickly.</summary>
    public event EventHandler<RecordsKeptEventArgs>? RecordsKept;

    /// <inheritdoc/>
    public Task<bool> Keep(long at, IReadOnlyDictionary<PointId, double> values) => Keep(new PendingRecord(at, values, null));

    /// <inheritdoc/>
    public Task<bool> Keep(long at, DeviceEventKind kind, PointId? point = null, double? value = null, string? detail = null) =>
        Keep(new PendingRecord(at, null, new DeviceEvent(0, 0, at, kind, point, value, WireText.Clip(detail))));

    /// <summary>The hub has stored these. They go with the next commit; an acknowledgement that is dropped here comes again with the record.</summary>
    public void Acknowledge(ReadingAck ack) => _acks.Writer.TryWrite(ack);

    /// <summary>The oldest records behind a number, and the gaps.</summary>
    /// <returns>Null when the disk refuses.</returns>
    public (List<StoredRecord> Records, List<ReadingGap> Gaps)? Read(ulong after, int limit) =>
        Use(database => (database.After(after, limit), database.Gaps(OutboxLimits.Batch)));

    /// <summary>The result of a command that was carried out in the last seven days.</summary>
    public CommandResult? Done(CommandId id) =>
        Use(database => database.Done(id) is { } result ? new[] { result } : [])?.FirstOrDefault();

    /// <summary>Remembers a command; on the disk when it returns.</summary>
    /// <returns>False when the disk refuses.</returns>
    public bool AddDone(CommandResult result)
    {
        var now = time.GetUtcNow();
        return Use(database =>
        {
            database.InTransaction(() => database.AddDone(
                result, now.ToUnixTimeMilliseconds(), (now - OutboxLimits.Commands).ToUnixTimeMilliseconds()));
            return "kept";
        }) is not null;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _pending.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        await CommitAsync([], cancellationToken); // what came since the last commit
        lock (_gate)
        {
            Close();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _startedAt = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(options.Value.CommitMs);
        var held = new List<PendingRecord>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = await CommitAsync(held, stoppingToken);
            try
            {
                await Task.Delay(done ? pause : OutboxLimits.RetryPause, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        await CommitAsync(held, CancellationToken.None);
        held.ForEach(record => record.Kept.TrySetResult(false));
    }

    private Task<bool> Keep(PendingRecord record)
    {
        if (_pending.Writer.TryWrite(record))
        {
            return record.Kept.Task;
        }
        Interlocked.Increment(ref _lost);
        return Task.FromResult(false);
    }

    /// <summary>Writes what waits. When the disk refuses, it all stays in memory for the next try.</summary>
    private Task<bool> CommitAsync(List<PendingRecord> held, CancellationToken cancellationToken) =>
        Task.Run(() => Commit(held), cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken);

    private bool Commit(List<PendingRecord> held)
    {
        while (held.Count < OutboxLimits.Pending && _pending.Reader.TryRead(out var record))
        {
            held.Add(record);
        }
        var acks = new List<ReadingAck>();
        while (_acks.Reader.TryRead(out var ack))
        {
            acks.Add(ack);
        }
        var lost = Interlocked.Exchange(ref _lost, 0);
        if (held.Count == 0 && acks.Count == 0 && lost == 0)
        {
            return true;
        }
        if (Use(database => Write(database, held, acks, lost)) is not { } records)
        {
            Interlocked.Add(ref _lost, lost);
            acks.ForEach(ack => _acks.Writer.TryWrite(ack));
            return false;
        }
        held.ForEach(record => record.Kept.TrySetResult(true));
        held.Clear();
        if (records.Count > 0)
        {
            RecordsKept?.Invoke(this, new RecordsKeptEventArgs(records));
        }
        return true;
    }

    private List<StoredRecord> Write(OutboxDatabase database, List<PendingRecord> held, List<ReadingAck> acks, long lost)
    {
        var seq = _seq;
        var records = new List<StoredRecord>(held.Count);
        var now = time.GetUtcNow();
        database.InTransaction(() =>
        {
            foreach (var record in held)
            {
                seq++;
                var stored = record.Values is { } values
                    ? new StoredRecord(new Reading(_boot, seq, record.At, values), null)
                    : new StoredRecord(null, record.Event! with { Boot = _boot, Seq = seq });
                database.Add(stored);
                records.Add(stored);
            }
            if (lost > 0)
            {
                database.AddGap(new ReadingGap(
                    _boot, seq + 1, seq + (ulong)lost, now.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), GapReason.Damaged));
                seq += (ulong)lost;
            }
            database.SaveSeq(seq);
            foreach (var ack in acks)
            {
                foreach (var range in ack.Ranges)
                {
                    database.Delete(ack.Boot, range);
                }
            }
            MakeRoom(database, now);
        });
        _seq = seq;
        Measure(database, now, records.Count);
        return records;
    }

    private void MakeRoom(OutboxDatabase database, DateTimeOffset now)
    {
        var dropped = OutboxDropper.Drop(
            database,
            (now - TimeSpan.FromHours(options.Value.QuotaHours)).ToUnixTimeMilliseconds(),
            database.Bytes > options.Value.QuotaBytes);
        if (dropped > 0)
        {
            LogDropped(dropped);
        }
    }

    private void Measure(OutboxDatabase database, DateTimeOffset now, int written)
    {
        _written += written;
        var bytes = database.Bytes;
        var count = database.Count;
        var buffered = database.OldestAt is { } at ? (now.ToUnixTimeMilliseconds() - at) / 3.6e6 : 0;
        var hours = time.GetElapsedTime(_startedAt).TotalHours;
        var bytesEach = count > 100 ? (double)bytes / count : 200; // before there are enough: about what one takes
        double? left = _written > 0 && hours > 0
            ? Math.Min((options.Value.QuotaBytes - bytes) / (bytesEach * _written / hours), options.Value.QuotaHours - buffered)
            : null;
        health.Set(Math.Max(0, buffered), left is { } value ? Math.Max(0, value) : null);
    }

    private T? Use<T>(Func<OutboxDatabase, T> work)
        where T : notnull
    {
        lock (_gate)
        {
            try
            {
                return work(_database ??= Open());
            }
            catch (SqliteException e) when (e.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
            {
                Close();
                SetAside(e.Message);
            }
            catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or WireFormatException)
            {
                Close(); // what a failed commit left can only be read anew, not known
                LogRefused(data.Outbox, e.Message);
            }
            return default;
        }
    }

    private OutboxDatabase Open()
    {
        PrivateFile.Touch(data.Outbox);
        var database = OutboxDatabase.Open(data.Outbox);
        try
        {
            if (database.Version > OutboxSchema.Version)
            {
                throw new SqliteException($"version {database.Version} is newer than {OutboxSchema.Version}", SqliteNotADatabase);
            }
            // A file made anew beside one that was set aside must not give numbers twice: the clock is further than any counter.
            var floor = database.IsFresh && HasDamaged() ? Clock() : Math.Max(counters.Boot, _boot);
            database.InTransaction(() => (_boot, _seq) = database.NextBoot(floor));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private bool HasDamaged() => Directory.EnumerateFiles(data.Root, Path.GetFileName(data.Outbox) + ".damaged-*").Any();

    private ulong Clock() => (ulong)time.GetUtcNow().ToUnixTimeSeconds();

    private void SetAside(string reason)
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{data.Outbox}.damaged-{time.GetUtcNow().ToUnixTimeMilliseconds()}");
        try
        {
            foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            {
                if (File.Exists(data.Outbox + suffix))
                {
                    File.Move(data.Outbox + suffix, aside + suffix);
                }
            }
            LogSetAside(aside, reason);
            _ = Keep(time.GetUtcNow().ToUnixTimeMilliseconds(), DeviceEventKind.OutboxLost, detail: reason);
        }
        catch (IOException e)
        {
            LogRefused(data.Outbox, e.Message);
        }
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
    }

    [LoggerMessage(EventId = EdgeEventIds.OutboxRefused, Level = LogLevel.Warning,
        Message = "{Path} refused: {Reason}; readings wait in memory")]
    private partial void LogRefused(string path, string reason);

    [LoggerMessage(EventId = EdgeEventIds.OutboxSetAside, Level = LogLevel.Error,
        Message = "The outbox cannot be read and is kept as {Aside}: {Reason}; a new one is begun")]
    private partial void LogSetAside(string aside, string reason);

    [LoggerMessage(EventId = EdgeEventIds.OutboxDropped, Level = LogLevel.Warning,
        Message = "{Count} readings were dropped to make room; the hub is told the gap")]
    private partial void LogDropped(int count);
}

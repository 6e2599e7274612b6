using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Broker;

/// <inheritdoc cref="IDeviceOutbox"/>
internal sealed partial class DeviceOutbox(
    HubDatabase database,
    DeviceSessions sessions,
    DeviceRegistry registry,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DeviceOutbox> logger) : IDeviceOutbox, IDeviceObserver
{
    /// <summary>Most messages that wait for one device.</summary>
    public const int MessageLimit = 256;

    public static readonly StoreSchema Schema = new("outbox",
    [
        """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            device BLOB NOT NULL,
            leaf TEXT NOT NULL,
            payload BLOB NOT NULL,
            expires INTEGER NOT NULL) STRICT;
        CREATE INDEX outbox_device ON outbox (device, id);
        """,
    ]);

    private readonly Lock _lock = new();
    private readonly HashSet<Address> _running = [];
    private readonly HashSet<Address> _again = [];
    private readonly ILogger<DeviceOutbox> _logger = logger;

    public async Task<bool> KeepAsync<T>(
        Address device,
        string leaf,
        T message,
        JsonTypeInfo<T> type,
        DateTimeOffset expires,
        CancellationToken cancellationToken)
        where T : class, IWireMessage
    {
        _ = DeviceSessions.DownTopic(device, leaf);
        var payload = DeviceSessions.Payload(message, type);
        if (registry.Find(device) is not { RevokedAt: null })
        {
            return false;
        }
        var kept = await database.WriteAsync(
            connection => Insert(connection, device, leaf, payload, expires), cancellationToken);
        if (kept)
        {
            ScheduleReplay(device);
        }
        return kept;
    }

    public void DeviceOnline(Address device, DeviceBirth birth) => ScheduleReplay(device);

    public void DeviceOffline(Address device)
    {
        // A replay ends with its session by itself.
    }

    /// <summary>One replay of a device at a time; what came while one ran is seen by the next round.</summary>
    private void ScheduleReplay(Address device)
    {
        lock (_lock)
        {
            if (!_running.Add(device))
            {
                _again.Add(device);
                return;
            }
        }
        _ = Task.Run(() => ReplayRoundsAsync(device), CancellationToken.None);
    }

    private async Task ReplayRoundsAsync(Address device)
    {
        while (true)
        {
            await ReplayAsync(device, lifetime.ApplicationStopping);
            lock (_lock)
            {
                if (!_again.Remove(device))
                {
                    _running.Remove(device);
                    return;
                }
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a replay; what it could not send stays and is sent at the next connection")]
    private async Task ReplayAsync(Address device, CancellationToken stopping)
    {
        try
        {
            foreach (var (id, leaf, payload) in database.Read(connection => Waiting(connection, device)))
            {
                if (sessions.Find(device) is not { } session
                    || !await session.DeliverAsync(DeviceSessions.DownTopic(device, leaf), payload, stopping))
                {
                    return;
                }
                await database.WriteAsync(
                    connection => connection.Execute("DELETE FROM outbox WHERE id = $id", ("$id", id)), stopping);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(device, e);
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }

    private bool Insert(
        SqliteConnection connection, Address device, string leaf, byte[] payload, DateTimeOffset expires)
    {
        connection.Execute("DELETE FROM outbox WHERE expires <= $now", ("$now", time.GetUtcNow()));
        if (connection.Scalar<long>("SELECT count(*) FROM outbox WHERE device = $device", ("$device", device))
            >= MessageLimit)
        {
            return false;
        }
        connection.Execute(
            "INSERT INTO outbox (device, leaf, payload, expires) VALUES ($device, $leaf, $payload, $expires)",
            ("$device", device), ("$leaf", leaf), ("$payload", payload), ("$expires", expires));
        return true;
    }

    private IReadOnlyList<(long Id, string Leaf, byte[] Payload)> Waiting(SqliteConnection connection, Address device) =>
        connection.Query(
            "SELECT id, leaf, payload FROM outbox WHERE device = $device AND expires > $now ORDER BY id",
            reader => (reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)),
            ("$device", device), ("$now", time.GetUtcNow()));

    [LoggerMessage(EventId = HubEventIds.OutboxFailed, Level = LogLevel.Warning,
        Message = "The outbox of device {Device} could not be emptied; the rest waits for its next connection")]
    private partial void LogFailed(Address device, Exception cause);
}

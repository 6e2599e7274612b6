using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Broker;

/// <summary>The newest message of each retained topic of the home's devices. In memory, written behind: devices say it all again when they reconnect.</summary>
/// <remarks>Bounded by the registry: each device has as many topics as <see cref="Leaves.Rules"/> retains, of one message each.</remarks>
internal sealed partial class RetainedStore(
    HubDatabase database, DeviceRegistry registry, TimeProvider time, ILogger<RetainedStore> logger)
    : BackgroundService, IRetainedMessages
{
    public static readonly StoreSchema Schema = new("retained",
    [
        "CREATE TABLE retained (topic TEXT PRIMARY KEY, payload BLOB NOT NULL) STRICT, WITHOUT ROWID",
    ]);

    private static readonly TimeSpan s_writeBehind = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<WireTopic, ReadOnlyMemory<byte>> _messages = new();
    private readonly ConcurrentDictionary<WireTopic, byte> _unwritten = new();
    private readonly ILogger<RetainedStore> _logger = logger;

    /// <summary>All messages, in no order.</summary>
    public IEnumerable<KeyValuePair<WireTopic, ReadOnlyMemory<byte>>> All => _messages;

    public IEnumerable<(Address Device, ReadOnlyMemory<byte> Payload)> Of(string leaf) =>
        from entry in _messages
        where string.Equals(entry.Key.Leaf, leaf, StringComparison.Ordinal)
        select (entry.Key.Device, entry.Value);

    public ReadOnlyMemory<byte>? Find(WireTopic topic) => _messages.TryGetValue(topic, out var payload) ? payload : null;

    public void Put(WireTopic topic, ReadOnlyMemory<byte> payload)
    {
        _messages[topic] = payload;
        _unwritten[topic] = 0;
    }

    public void Remove(WireTopic topic)
    {
        if (_messages.TryRemove(topic, out _))
        {
            _unwritten[topic] = 0;
        }
    }

    /// <summary>Reads what earlier runs have left, before the first device connects.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var rows = database.Read(connection => connection.Query(
            "SELECT topic, payload FROM retained",
            reader => (Topic: reader.GetString(0), Payload: reader.GetFieldValue<byte[]>(1))));
        foreach (var row in rows)
        {
            if (WireTopic.TryParse(row.Topic, out var topic)
                && registry.Find(topic.Device) is { RevokedAt: null }
                && Leaves.Find(topic.Leaf) is { Retained: true })
            {
                _messages[topic] = row.Payload;
            }
        }
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A full disk must not end the loop; the topics stay unwritten and are tried again")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_writeBehind, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotStored(e);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var topics = _unwritten.Keys.ToList();
        if (topics.Count == 0)
        {
            return;
        }
        // Removed first: a change while the write runs marks the topic again.
        topics.ForEach(topic => _unwritten.TryRemove(topic, out _));
        try
        {
            await database.WriteAsync(connection => topics.ForEach(topic => Save(connection, topic)), cancellationToken);
        }
        catch
        {
            topics.ForEach(topic => _unwritten[topic] = 0);
            throw;
        }
    }

    private void Save(SqliteConnection connection, WireTopic topic)
    {
        if (Find(topic) is { } payload)
        {
            connection.Execute(
                "INSERT INTO retained VALUES ($topic, $payload) ON CONFLICT (topic) DO UPDATE SET payload = $payload",
                ("$topic", topic.ToString()), ("$payload", payload.ToArray()));
        }
        else
        {
            connection.Execute("DELETE FROM retained WHERE topic = $topic", ("$topic", topic.ToString()));
        }
    }

    [LoggerMessage(EventId = HubEventIds.RetainedNotStored, Level = LogLevel.Warning,
        Message = "Retained messages could not be written; they are kept in memory and tried again")]
    private partial void LogNotStored(Exception cause);
}

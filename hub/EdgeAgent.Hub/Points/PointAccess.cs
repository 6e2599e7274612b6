using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Points;

/// <summary>Which guarded points the owner has opened to whom. A person may set any point.</summary>
internal sealed partial class PointAccess
{
    public static readonly StoreSchema Schema = new("points",
    [
        """
        CREATE TABLE point_access (
            device BLOB NOT NULL,
            point TEXT NOT NULL,
            assistant INTEGER NOT NULL,
            integrations INTEGER NOT NULL,
            PRIMARY KEY (device, point)) STRICT, WITHOUT ROWID
        """,
    ]);

    private readonly ConcurrentDictionary<(Address Device, PointId Point), PointPermits> _permits = new();
    private readonly HubDatabase _database;
    private readonly ILogger<PointAccess> _logger;

    /// <summary>Reads all rows.</summary>
    public PointAccess(HubDatabase database, ILogger<PointAccess> logger)
    {
        (_database, _logger) = (database, logger);
        foreach (var (device, point, permits) in database.Read(connection => connection.Query(
            "SELECT device, point, assistant, integrations FROM point_access",
            reader => (reader.GetAddress(0), PointId.Parse(reader.GetString(1)),
                new PointPermits(reader.GetBoolean(2), reader.GetBoolean(3))))))
        {
            _permits[(device, point)] = permits;
        }
    }

    /// <summary>Whether somebody may set a guarded point.</summary>
    public bool Allows(CommandOrigin origin, Address device, PointId point) => origin switch
    {
        CommandOrigin.Person => true,
        CommandOrigin.Assistant => Of(device, point).Assistant,
        _ => Of(device, point).Integrations,
    };

    /// <summary>What the owner has allowed; nothing before the first word.</summary>
    public PointPermits Of(Address device, PointId point) =>
        _permits.GetValueOrDefault((device, point)) ?? PointPermits.None;

    /// <summary>The owner's word; durable when it returns.</summary>
    public async Task ChangeAsync(
        Address device, PointId point, PointPermits permits, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            connection => connection.Execute(
                "INSERT OR REPLACE INTO point_access VALUES ($device, $point, $assistant, $integrations)",
                ("$device", device), ("$point", point.ToString()),
                ("$assistant", permits.Assistant), ("$integrations", permits.Integrations)),
            cancellationToken);
        _permits[(device, point)] = permits;
        LogChanged(device, point, permits.Assistant, permits.Integrations);
    }

    [LoggerMessage(EventId = PointEventIds.AccessChanged, Level = LogLevel.Information,
        Message = "Point {Point} of device {Device}: the assistant may set it: {Assistant}, integrations may: {Integrations}")]
    private partial void LogChanged(Address device, PointId point, bool assistant, bool integrations);
}

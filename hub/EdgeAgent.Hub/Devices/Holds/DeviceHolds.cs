using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>The devices that exist more than once, until the owner has chosen. Kept in the database, read from memory.</summary>
public sealed partial class DeviceHolds : IForeignChangeObserver, IDisposable
{
    /// <summary>Copies that are remembered of one device; the one that was silent longest makes room.</summary>
    public const int CopyLimit = 8;

    /// <summary>A copy that goes on knocking is written down no more often than this.</summary>
    private static readonly TimeSpan s_seenEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Address, DeviceHold> _holds = new();
    private readonly SemaphoreSlim _changing = new(1);
    private readonly HubDatabase _database;
    private readonly DeviceRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger<DeviceHolds> _logger;

    /// <summary>Reads all rows.</summary>
    public DeviceHolds(HubDatabase database, DeviceRegistry registry, TimeProvider time, ILogger<DeviceHolds> logger)
    {
        (_database, _registry, _time, _logger) = (database, registry, time, logger);
        Reload();
    }

    /// <summary>Raised after a device was held; its connections must end.</summary>
    public event EventHandler<DeviceRevokedEventArgs>? Held;

    /// <summary>All holds.</summary>
    public IEnumerable<DeviceHold> All => _holds.Values.OrderBy(hold => hold.Since);

    /// <summary>The hold of one device; null when it exists once.</summary>
    public DeviceHold? Find(Address device) => _holds.GetValueOrDefault(device);

    /// <summary>Whether nobody gets in with this key.</summary>
    public bool Covers(Address device, Bytes32 spkiHash) => Find(device)?.Keys.Contains(spkiHash) == true;

    /// <summary>Holds a device: two of it are alive. Durable when it returns.</summary>
    public async Task HoldAsync(
        Address device,
        IReadOnlyCollection<Bytes32> keys,
        IReadOnlyList<(BootId Boot, string Remote)> copies,
        CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await ChangeAsync(
            connection =>
            {
                HoldRows.Begin(connection, device, now, keys);
                foreach (var (boot, remote) in copies)
                {
                    HoldRows.Saw(connection, device, new DeviceCopy(boot, remote, now, now));
                }
            },
            cancellationToken);
        LogHeld(device, _registry.Find(device)?.Name ?? "unknown");
        Held?.Invoke(this, new DeviceRevokedEventArgs(device));
    }

    /// <summary>Notes that a copy of a held device has knocked.</summary>
    public async Task SawAsync(Address device, BootId boot, string remote, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (Find(device) is not { } hold
            || hold.Copies.FirstOrDefault(copy => copy.Boot == boot) is { } known && now - known.LastSeen < s_seenEvery)
        {
            return;
        }
        await ChangeAsync(
            connection =>
            {
                if (hold.Copies.All(copy => copy.Boot != boot) && hold.Copies.Count >= CopyLimit)
                {
                    HoldRows.Forget(connection, device, hold.Copies
                        .Where(copy => copy.Boot != hold.Keep).MinBy(copy => copy.LastSeen)!.Boot);
                }
                HoldRows.Saw(connection, device, new DeviceCopy(boot, remote, now, now));
            },
            cancellationToken);
    }

    /// <summary>The owner's choice: this copy may come and get a new key; with its first use the hold ends, and the others are out for good.</summary>
    /// <param name="device">A held device.</param>
    /// <param name="copy">The first digits of its boot id, at least <see cref="BootId.ShortChars"/>.</param>
    /// <param name="cancellationToken">Gives up before it is kept.</param>
    /// <returns>False when no single copy has this name.</returns>
    public async Task<bool> KeepAsync(Address device, string copy, CancellationToken cancellationToken)
    {
        if (copy.Length < BootId.ShortChars
            || Find(device)?.Copies.Where(c => c.Boot.ToString().StartsWith(copy, StringComparison.Ordinal)).ToList()
                is not [var chosen])
        {
            return false;
        }
        await ChangeAsync(connection => HoldRows.Keep(connection, device, chosen.Boot), cancellationToken);
        return true;
    }

    /// <summary>A certificate of the device was used. If it is one that the copies do not share, the hold is over.</summary>
    public async Task UsedAsync(Address device, Bytes32 spkiHash, CancellationToken cancellationToken)
    {
        if (Find(device) is { } hold && !hold.Keys.Contains(spkiHash))
        {
            await ChangeAsync(connection => HoldRows.End(connection, device), cancellationToken);
            LogEnded(device, _registry.Find(device)?.Name ?? "unknown");
        }
    }

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

    private async Task ChangeAsync(Action<Microsoft.Data.Sqlite.SqliteConnection> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await _database.WriteAsync(change, cancellationToken);
            Reload();
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Reload()
    {
        var rows = _database.Read(HoldRows.All);
        foreach (var gone in _holds.Keys.Except(rows.Select(row => row.Device)))
        {
            _holds.TryRemove(gone, out _);
        }
        foreach (var row in rows)
        {
            _holds[row.Device] = row;
        }
    }

    [LoggerMessage(EventId = HubEventIds.DeviceHeld, Level = LogLevel.Error,
        Message = "Device {Device} ({Name}) exists twice: two agents are alive with one certificate, so its card was copied. Both are held; see: edgehub held")]
    private partial void LogHeld(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceHoldEnded, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) has a key of its own again; its copies are out")]
    private partial void LogEnded(Address device, string name);
}

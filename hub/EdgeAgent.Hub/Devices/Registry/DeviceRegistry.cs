using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>The devices of the home. Kept in the database, read from memory.</summary>
public sealed partial class DeviceRegistry : IForeignChangeObserver
{
    /// <summary>Most devices, revoked ones included: bounds what depends on their number.</summary>
    public const int DeviceLimit = 4096;

    private readonly ConcurrentDictionary<Address, RegisteredDevice> _devices = new();
    private readonly HubDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<DeviceRegistry> _logger;

    /// <summary>Reads all rows.</summary>
    public DeviceRegistry(HubDatabase database, TimeProvider time, ILogger<DeviceRegistry> logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        Reload();
    }

    /// <summary>Raised after a device was put out; its connections must end.</summary>
    public event EventHandler<DeviceRevokedEventArgs>? Revoked;

    /// <summary>All devices that belong to the home.</summary>
    public IEnumerable<RegisteredDevice> Active => _devices.Values.Where(device => device.RevokedAt is null);

    /// <summary>Whether no further device can be taken in.</summary>
    public bool IsFull => _devices.Count >= DeviceLimit;

    /// <summary>One device, revoked or not; null when it was never taken in.</summary>
    public RegisteredDevice? Find(Address device) => _devices.GetValueOrDefault(device);

    /// <summary>Whether a certificate is a current one of a device of the home.</summary>
    public bool Admits(Address device, Bytes32 spkiHash, string serial) =>
        Find(device) is { RevokedAt: null } row
        && (row.Certificate.Is(spkiHash, serial) || row.Previous?.Is(spkiHash, serial) == true);

    /// <summary>Takes a device in, or gives a known one a new certificate. Durable when it returns.</summary>
    /// <exception cref="InvalidOperationException">The home is full (<see cref="DeviceLimit"/>).</exception>
    public async Task<RegisteredDevice> RegisterAsync(
        Address device,
        string name,
        string hardware,
        int? localSlot,
        DeviceCertificate certificate,
        CancellationToken cancellationToken)
    {
        var known = Find(device);
        if (known is null && IsFull)
        {
            throw new InvalidOperationException($"The home has {DeviceLimit} devices, which is the limit.");
        }
        var row = known is null
            ? new RegisteredDevice(device, name, hardware, localSlot, certificate, null, _time.GetUtcNow(), null, null)
            : known with
            {
                Hardware = hardware, LocalSlot = localSlot, Certificate = certificate, Previous = known.Certificate,
            };
        await SaveAsync(row, cancellationToken);
        LogRegistered(device, row.Name);
        return row;
    }

    /// <summary>Notes that a device has used a certificate; the one before it is then worthless.</summary>
    public async Task CertificateUsedAsync(
        Address device, Bytes32 spkiHash, string serial, CancellationToken cancellationToken)
    {
        if (Find(device) is { Previous: not null } row && row.Certificate.Is(spkiHash, serial))
        {
            await SaveAsync(row with { Previous = null }, cancellationToken);
        }
    }

    /// <summary>Notes when a device was last there.</summary>
    public async Task SeenAsync(Address device, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (Find(device) is { } row)
        {
            await SaveAsync(row with { LastSeen = time }, cancellationToken);
        }
    }

    /// <summary>Puts a device out of the home; its connections end.</summary>
    /// <returns>False when it is not in it.</returns>
    public async Task<bool> RevokeAsync(Address device, CancellationToken cancellationToken)
    {
        if (Find(device) is not { RevokedAt: null } row)
        {
            return false;
        }
        await SaveAsync(row with { RevokedAt = _time.GetUtcNow() }, cancellationToken);
        LogRevoked(device, row.Name);
        Revoked?.Invoke(this, new DeviceRevokedEventArgs(device));
        return true;
    }

    /// <inheritdoc/>
    public void ForeignChange() => Reload();

    private void Reload()
    {
        foreach (var row in _database.Read(DeviceRows.All))
        {
            var before = Find(row.Id);
            _devices[row.Id] = row;
            if (before is { RevokedAt: null } && row.RevokedAt is not null)
            {
                LogRevoked(row.Id, row.Name);
                Revoked?.Invoke(this, new DeviceRevokedEventArgs(row.Id));
            }
        }
    }

    private async Task SaveAsync(RegisteredDevice row, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(connection => DeviceRows.Save(connection, row), cancellationToken);
        _devices[row.Id] = row;
    }

    [LoggerMessage(EventId = HubEventIds.DeviceRegistered, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) has a new certificate")]
    private partial void LogRegistered(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceRevoked, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) was put out of the home")]
    private partial void LogRevoked(Address device, string name);
}

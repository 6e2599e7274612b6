using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>The devices of the home. Kept in the database, read from memory.</summary>
public sealed partial class DeviceRegistry : IForeignChangeObserver, IDisposable
{
    /// <summary>Most devices, revoked ones included: bounds what depends on their number.</summary>
    public const int DeviceLimit = 4096;

    private readonly ConcurrentDictionary<Address, RegisteredDevice> _devices = new();

    // A change reads a row, writes it and keeps it in memory: two at once could bring back what one has just ended.
    private readonly SemaphoreSlim _changing = new(1);
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

    /// <summary>Raised after a device has used its certificate for the first time.</summary>
    public event EventHandler<DeviceActivatedEventArgs>? Activated;

    /// <summary>All devices that belong to the home.</summary>
    public IEnumerable<RegisteredDevice> Active => _devices.Values.Where(device => device.IsMember);

    /// <summary>All devices whose newest certificate has not been used yet.</summary>
    public IEnumerable<RegisteredDevice> Pending => _devices.Values.Where(device => device.PendingUntil is not null);

    /// <summary>Whether no further device can be taken in.</summary>
    public bool IsFull => _devices.Count >= DeviceLimit;

    /// <summary>One device, revoked or not; null when it was never taken in.</summary>
    public RegisteredDevice? Find(Address device) => _devices.GetValueOrDefault(device);

    /// <summary>Whether a certificate is a current one of a device of the home.</summary>
    public bool Admits(Address device, Bytes32 spkiHash, string serial) =>
        Find(device) is { RevokedAt: null } row
        && (row.Certificate.Is(spkiHash, serial) || row.Previous?.Is(spkiHash, serial) == true);

    /// <summary>Takes a device in, or gives a known one a new certificate. Durable when it returns.</summary>
    /// <param name="device">The device.</param>
    /// <param name="name">Its name, where it has none yet.</param>
    /// <param name="hardware">Board and processor in words.</param>
    /// <param name="localSlot">Which of the hub's own processes it is; null for a device of its own.</param>
    /// <param name="certificate">Its newest certificate.</param>
    /// <param name="pendingUntil">Until when the certificate must be used, see <see cref="ActivateAsync"/>; null: no limit.</param>
    /// <param name="cancellationToken">Gives up before it is kept.</param>
    /// <exception cref="InvalidOperationException">The home is full (<see cref="DeviceLimit"/>).</exception>
    public async Task<RegisteredDevice> RegisterAsync(
        Address device,
        string name,
        string hardware,
        int? localSlot,
        DeviceCertificate certificate,
        DateTimeOffset? pendingUntil,
        CancellationToken cancellationToken)
    {
        var row = await ChangeAsync(
            device,
            known => known switch
            {
                null when IsFull => throw new InvalidOperationException(
                    $"The home has {DeviceLimit} devices, which is the limit."),
                null => new RegisteredDevice(
                    device, name, hardware, localSlot, certificate, null, _time.GetUtcNow(), null, null, pendingUntil),
                _ => known with
                {
                    Hardware = hardware,
                    LocalSlot = localSlot,
                    Certificate = certificate,
                    // A certificate that was never used is no fallback.
                    Previous = known.PendingUntil is null ? known.Certificate : known.Previous,
                    PendingUntil = pendingUntil,
                },
            },
            cancellationToken);
        LogRegistered(device, row!.Name);
        return row;
    }

    /// <summary>A device shows its certificate: the first use of a new one makes it active, durably.</summary>
    /// <returns>False when the certificate is none of the device's, or its time for the first use is over.</returns>
    public async Task<bool> ActivateAsync(
        Address device, Bytes32 spkiHash, string serial, CancellationToken cancellationToken)
    {
        if (Find(device) is not { PendingUntil: not null } seen || !seen.Certificate.Is(spkiHash, serial))
        {
            return Admits(device, spkiHash, serial);
        }
        var row = await ChangeAsync(
            device,
            known => known is { RevokedAt: null, PendingUntil: { } until } && known.Certificate.Is(spkiHash, serial)
                && _time.GetUtcNow() < until
                    ? known with { PendingUntil = null, Previous = null }
                    : null,
            cancellationToken);
        if (row is null)
        {
            // Of two connections at once only one changes the row.
            return Find(device) is { PendingUntil: null } && Admits(device, spkiHash, serial);
        }
        LogActivated(device, row.Name);
        Activated?.Invoke(this, new DeviceActivatedEventArgs(row));
        return true;
    }

    /// <summary>A certificate was not used in time: a new device is forgotten, a known one keeps the certificate that it had.</summary>
    /// <returns>False when the certificate has been used, or is not the newest.</returns>
    public async Task<bool> VoidAsync(Address device, string serial, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (Find(device) is not { PendingUntil: not null } row
                || !string.Equals(row.Certificate.Serial, serial, StringComparison.Ordinal))
            {
                return false;
            }
            if (row.Previous is { } previous)
            {
                var restored = row with { Certificate = previous, Previous = null, PendingUntil = null };
                await _database.WriteAsync(connection => DeviceRows.Save(connection, restored), cancellationToken);
                _devices[device] = restored;
            }
            else
            {
                await _database.WriteAsync(connection => DeviceRows.Delete(connection, device), cancellationToken);
                _devices.TryRemove(device, out _);
            }
            LogVoid(device, row.Name);
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Notes that a device has used a certificate; the one before it is then worthless.</summary>
    public async Task CertificateUsedAsync(
        Address device, Bytes32 spkiHash, string serial, CancellationToken cancellationToken)
    {
        if (Find(device) is { Previous: not null })
        {
            await ChangeAsync(
                device,
                row => row is { Previous: not null } && row.Certificate.Is(spkiHash, serial)
                    ? row with { Previous = null }
                    : null,
                cancellationToken);
        }
    }

    /// <summary>Notes when a device was last there.</summary>
    public Task SeenAsync(Address device, DateTimeOffset time, CancellationToken cancellationToken) =>
        ChangeAsync(device, row => row is null ? null : row with { LastSeen = time }, cancellationToken);

    /// <summary>Puts a device out of the home; its connections end.</summary>
    /// <returns>False when it is not in it.</returns>
    public async Task<bool> RevokeAsync(Address device, CancellationToken cancellationToken)
    {
        var row = await ChangeAsync(
            device,
            known => known is { RevokedAt: null } ? known with { RevokedAt = _time.GetUtcNow() } : null,
            cancellationToken);
        if (row is null)
        {
            return false;
        }
        LogRevoked(device, row.Name);
        Revoked?.Invoke(this, new DeviceRevokedEventArgs(device));
        return true;
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

    // change: from the row as it is (null: none) to the row as it should be (null: as it is).
    // Returns the new row when it is on disk; null when nothing was changed.
    private async Task<RegisteredDevice?> ChangeAsync(
        Address device, Func<RegisteredDevice?, RegisteredDevice?> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (change(Find(device)) is not { } row)
            {
                return null;
            }
            await _database.WriteAsync(connection => DeviceRows.Save(connection, row), cancellationToken);
            _devices[device] = row;
            return row;
        }
        finally
        {
            _changing.Release();
        }
    }

    [LoggerMessage(EventId = HubEventIds.DeviceRegistered, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) has a new certificate")]
    private partial void LogRegistered(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceActivated, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) has come with its new certificate for the first time")]
    private partial void LogActivated(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceVoided, Level = LogLevel.Warning,
        Message = "Device {Device} ({Name}) did not come in time: its new certificate is void")]
    private partial void LogVoid(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceRevoked, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) was put out of the home")]
    private partial void LogRevoked(Address device, string name);
}

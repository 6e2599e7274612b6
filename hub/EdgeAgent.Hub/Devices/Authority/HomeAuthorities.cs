using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Hub.Devices;

/// <summary>The authority that certifies now, and those before it whose certificates are still taken for a while.</summary>
/// <remarks>
/// A rotation changes one database commit: the new one certifies, the old one retires. Devices find out by their
/// renewal terms, which the hub's own key signs, so an authority whose key was stolen cannot name its successor.
/// </remarks>
public sealed class HomeAuthorities : IDisposable
{
    /// <summary>Directory of the authority of the first start.</summary>
    public const string FirstDirectory = "authority";

    /// <summary>How long an old authority is taken when nothing is said: a device that was away just before may come until its certificate is past all renewal.</summary>
    public static readonly TimeSpan DefaultOverlap = CertificateAuthority.DeviceLife + TimeSpan.FromDays(30);

    /// <summary>Longest overlap.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(366);

    private readonly DataDirectory _directory;
    private readonly HubDatabase _database;
    private readonly Address _hub;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();

    // Kept until the end, retired ones too: a handshake may be using them.
    private readonly Dictionary<string, CertificateAuthority> _loaded = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<AuthorityRow> _rows = [];
    private volatile CertificateAuthority _current;

    internal HomeAuthorities(DataDirectory directory, HubDatabase database, Address hub, TimeProvider time)
    {
        (_directory, _database, _hub, _time) = (directory, database, hub, time);
        _current = Reload();
    }

    /// <summary>Raised after another authority has become the current one.</summary>
    public event EventHandler? Changed;

    /// <summary>Issues all certificates.</summary>
    public CertificateAuthority Current => _current;

    /// <summary>All that there have been, oldest first; empty before the first rotation.</summary>
    public IReadOnlyList<AuthorityRow> Rows => _rows;

    /// <summary>The current one, then those whose certificates are still taken.</summary>
    public IEnumerable<CertificateAuthority> Trusted
    {
        get
        {
            yield return _current;
            var now = _time.GetUtcNow();
            foreach (var row in _rows)
            {
                if (row.RetiredAt is null && row.RetireAt > now && Loaded(row.Directory) is { } authority)
                {
                    yield return authority;
                }
            }
        }
    }

    /// <summary>Makes a new authority the current one; the one before is taken for the overlap.</summary>
    /// <returns>The new one. Everything is on disk.</returns>
    /// <exception cref="IOException">The disk refuses; nothing has changed.</exception>
    public async Task<CertificateAuthority> RotateAsync(TimeSpan overlap, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(overlap, MaxOverlap);
        var now = _time.GetUtcNow();
        var name = $"{FirstDirectory}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var next = CertificateAuthority.LoadOrCreate(_directory.Path(name), _hub, _time);
        lock (_lock)
        {
            _loaded[name] = next;
        }
        var before = CurrentRow(now);
        await _database.WriteAsync(
            connection =>
            {
                AuthorityRows.Save(connection, before with { RetireAt = now + overlap });
                AuthorityRows.Save(connection, new AuthorityRow(next.SpkiHash, name, now, null, null));
            },
            cancellationToken);
        Refresh();
        return next;
    }

    /// <summary>Stops taking an old authority's certificates, and deletes its key.</summary>
    /// <returns>False for the current one, an unknown one and a retired one.</returns>
    public async Task<bool> RetireAsync(Bytes32 spkiHash, CancellationToken cancellationToken)
    {
        if (_rows.FirstOrDefault(row => row.SpkiHash == spkiHash) is not { RetireAt: not null, RetiredAt: null } row)
        {
            return false;
        }
        await _database.WriteAsync(
            connection => AuthorityRows.Save(connection, row with { RetiredAt = _time.GetUtcNow() }), cancellationToken);
        File.Delete(_directory.Path(row.Directory, CertificateAuthority.KeyFile));
        Refresh();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var authority in _loaded.Values)
        {
            authority.Dispose();
        }
    }

    /// <summary>Reads again what another process may have changed.</summary>
    internal void Refresh()
    {
        var before = _current;
        _current = Reload();
        if (_current.SpkiHash != before.SpkiHash)
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    private CertificateAuthority Reload()
    {
        var rows = _database.Read(AuthorityRows.All);
        if (rows.Count == 0)
        {
            lock (_lock)
            {
                if (!_loaded.TryGetValue(FirstDirectory, out var first))
                {
                    first = CertificateAuthority.LoadOrCreate(_directory.Path(FirstDirectory), _hub, _time);
                    _loaded[FirstDirectory] = first;
                }
                return first;
            }
        }
        foreach (var row in rows.Where(row => row.RetiredAt is null))
        {
            Load(row);
        }
        _rows = rows;
        return Loaded(rows.Single(row => row.RetireAt is null).Directory)!;
    }

    private void Load(AuthorityRow row)
    {
        lock (_lock)
        {
            if (_loaded.ContainsKey(row.Directory))
            {
                return;
            }
            var directory = _directory.Path(row.Directory);
            // Never a new one under an old name: the devices would not know it.
            if (!File.Exists(Path.Combine(directory, CertificateAuthority.KeyFile)))
            {
                throw new KeyFileException($"The authority's key in {directory} is missing. Restore it from a backup.");
            }
            _loaded[row.Directory] = CertificateAuthority.LoadOrCreate(directory, _hub, _time);
        }
    }

    private CertificateAuthority? Loaded(string directory)
    {
        lock (_lock)
        {
            return _loaded.GetValueOrDefault(directory);
        }
    }

    private AuthorityRow CurrentRow(DateTimeOffset now) =>
        _rows.FirstOrDefault(row => row.RetireAt is null)
        ?? new AuthorityRow(
            _current.SpkiHash,
            FirstDirectory,
            new DateTimeOffset(_current.Certificate.NotBefore.ToUniversalTime()) is var made && made < now ? made : now,
            null,
            null);
}

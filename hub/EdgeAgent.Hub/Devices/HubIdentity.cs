using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>Who this hub is: its signing key, its home and its certificate authority, made at the first start.</summary>
public sealed partial class HubIdentity : IForeignChangeObserver, IDisposable
{
    private readonly ILogger<HubIdentity> _logger;

    /// <summary>Loads or makes the keys in the data directory.</summary>
    /// <exception cref="KeyFileException">A key file is damaged, or others may read it.</exception>
    public HubIdentity(
        DataDirectory directory, HubDatabase database, TimeProvider time, ILogger<HubIdentity> logger)
    {
        _logger = logger;
        Key = SigningKey.LoadOrCreate(directory.Path("hub.key"));
        try
        {
            HomeId = Home.IdOf(Key.Address);
            Authorities = new HomeAuthorities(directory, database, Key.Address, time);
        }
        catch
        {
            Key.Dispose();
            throw;
        }
        LogLoaded(Key.Address, Secp256k1.Implementation);
    }

    /// <summary>The hub's account.</summary>
    public Address Address => Key.Address;

    /// <summary>Signs locks, descriptors, receipts.</summary>
    public SigningKey Key { get; }

    /// <summary><c>keccak256("EdgeAgent home 1" ‖ hub address)</c>.</summary>
    public Bytes32 HomeId { get; }

    /// <summary>The authority that certifies, and those before it.</summary>
    public HomeAuthorities Authorities { get; }

    /// <summary>Issues the certificates of devices and of the hub's own doors; another one after a rotation.</summary>
    public CertificateAuthority Authority => Authorities.Current;

    /// <inheritdoc/>
    public void ForeignChange()
    {
        var before = Authority.SpkiHash;
        Authorities.Refresh();
        if (Authority.SpkiHash != before)
        {
            LogAuthorityChanged();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Authorities.Dispose();
        Key.Dispose();
    }

    [LoggerMessage(EventId = HubEventIds.HubIdentityLoaded, Level = LogLevel.Information,
        Message = "Hub {Address}; signatures by {Implementation}")]
    private partial void LogLoaded(Address address, string implementation);

    [LoggerMessage(EventId = HubEventIds.AuthorityChanged, Level = LogLevel.Warning,
        Message = "The home has a new authority; devices take it over by themselves")]
    private partial void LogAuthorityChanged();
}

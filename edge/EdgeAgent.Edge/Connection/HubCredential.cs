using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Connection;

/// <summary>A grant with its key: what this device shows at the hub's doors, and what it trusts there.</summary>
internal sealed class HubCredential : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly Lazy<SslStreamCertificateContext> _context;

    private readonly bool _ownsKey;

    public HubCredential(HomeMembership home, TlsKey key, bool ownsKey = true)
    {
        _ownsKey = ownsKey;
        Home = home;
        Key = key;
        Authority = X509CertificateLoader.LoadCertificate(home.Authority);
        using var certificate = X509CertificateLoader.LoadCertificate(home.Certificate);
        _certificate = certificate.CopyWithPrivateKey(key.Key);
        AuthorityHash = TlsKey.SpkiHashOf(Authority);
        NotBefore = new DateTimeOffset(_certificate.NotBefore.ToUniversalTime());
        NotAfter = new DateTimeOffset(_certificate.NotAfter.ToUniversalTime());
        // Offline: the authority comes with the grant; nothing is looked up for it.
        _context = new(() => SslStreamCertificateContext.Create(_certificate, [Authority], offline: true));
    }

    /// <summary>Hub and doors.</summary>
    public HomeMembership Home { get; }

    /// <summary>The TLS key; disposed with this object, unless it was only lent.</summary>
    public TlsKey Key { get; }

    /// <summary>The only root that is trusted.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>SHA-256 of the root's public key.</summary>
    public Bytes32 AuthorityHash { get; }

    /// <summary>Start of the certificate.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>End of the certificate.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>For a handshake.</summary>
    public SslStreamCertificateContext Context => _context.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        Authority.Dispose();
        if (_ownsKey)
        {
            Key.Dispose();
        }
    }
}

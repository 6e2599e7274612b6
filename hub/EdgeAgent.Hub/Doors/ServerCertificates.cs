using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Doors;

/// <summary>The hub's own TLS certificate, made in memory and renewed long before it ends.</summary>
internal sealed class ServerCertificates : IDisposable
{
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly HubIdentity _identity;
    private readonly TimeProvider _time;
    private readonly string[] _hosts;
    private X509Certificate2? _certificate;
    private SslStreamCertificateContext? _context;

    public ServerCertificates(HubIdentity identity, IOptions<HubOptions> options, TimeProvider time)
    {
        _identity = identity;
        _time = time;
        string[] hosts = ["localhost", "127.0.0.1", "::1", Environment.MachineName.ToLowerInvariant(), options.Value.Listen];
        _hosts = [.. hosts.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Names and addresses that the certificate is good for.</summary>
    public IReadOnlyList<string> Hosts => _hosts;

    /// <summary>The certificate for the next handshake.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            if (_context is null || _time.GetLocalNow().DateTime > _certificate!.NotAfter - s_renewBefore)
            {
                // The one before stays alive: handshakes may be using it.
                _certificate = _identity.Authority.IssueServer(_hosts);
                // Offline: never fetch issuers from addresses that stand in a certificate.
                _context = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);
            }
            return _context;
        }
    }

    public void Dispose() => _certificate?.Dispose();
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Doors;

/// <summary>The hub's own TLS certificate, made in memory and renewed long before it ends.</summary>
internal sealed class ServerCertificates : IDisposable
{
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly HubIdentity _identity;
    private readonly TimeProvider _time;
    private readonly List<string> _hosts;
    private readonly int _alwaysNamed;
    private X509Certificate2? _certificate;
    private SslStreamCertificateContext? _context;

    public ServerCertificates(HubIdentity identity, IOptions<HubOptions> options, TimeProvider time)
    {
        _identity = identity;
        _time = time;
        var machine = Environment.MachineName.ToLowerInvariant();
        string[] hosts = ["localhost", "127.0.0.1", "::1", machine, $"{machine}.local", options.Value.Listen];
        _hosts = [.. hosts.Where(host => host is not ("0.0.0.0" or "::")).Distinct(StringComparer.Ordinal)];
        _alwaysNamed = _hosts.Count;
    }

    /// <summary>Names and addresses that the certificate is good for.</summary>
    public IReadOnlyList<string> Hosts
    {
        get
        {
            lock (_lock)
            {
                return [.. _hosts];
            }
        }
    }

    /// <summary>The certificate for the next handshake.</summary>
    /// <param name="local">
    /// The box's own address that the peer has called; the certificate names it from then on, so that an address which
    /// the box gets while the hub runs is good too.
    /// </param>
    public SslStreamCertificateContext Current(IPAddress? local)
    {
        lock (_lock)
        {
            var isNew = local is not null && !_hosts.Contains(TextOf(local));
            if (isNew && _hosts.Count >= CertificateAuthority.MaxHosts)
            {
                _hosts.RemoveAt(_alwaysNamed); // the oldest that was met in this way
            }
            if (isNew)
            {
                _hosts.Add(TextOf(local!));
            }
            if (isNew || _context is null || _time.GetLocalNow().DateTime > _certificate!.NotAfter - s_renewBefore)
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

    private static string TextOf(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes())).ToString();
}

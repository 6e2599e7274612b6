using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Doors;

/// <summary>The hub's own TLS certificates, one of each authority that is in use, made in memory and renewed long before they end.</summary>
internal sealed class ServerCertificates : IDisposable
{
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly HubIdentity _identity;
    private readonly TimeProvider _time;
    private readonly List<string> _hosts;
    private readonly int _alwaysNamed;
    private readonly Dictionary<Bytes32, (X509Certificate2 Certificate, SslStreamCertificateContext Context)> _made = [];

    // Handshakes may be using them: they are kept until the end.
    private readonly List<X509Certificate2> _before = [];

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

    /// <summary>The certificate for a handshake: of the authority that the client asks for, where it is still in use, else of the current one.</summary>
    /// <param name="serverName">As the client sent it; devices send an <see cref="AuthorityName"/>.</param>
    /// <param name="local">
    /// The box's own address that the peer has called; the certificate names it from then on, so that an address which
    /// the box gets while the hub runs is good too.
    /// </param>
    public SslStreamCertificateContext For(string serverName, IPAddress? local)
    {
        var authority = _identity.Authorities.Trusted
            .FirstOrDefault(trusted => AuthorityName.Of(trusted.SpkiHash).Equals(serverName, StringComparison.OrdinalIgnoreCase))
            ?? _identity.Authority;
        lock (_lock)
        {
            if (local is not null)
            {
                Name(TextOf(local));
            }
            if (_made.TryGetValue(authority.SpkiHash, out var made))
            {
                if (_time.GetUtcNow().UtcDateTime < made.Certificate.NotAfter.ToUniversalTime() - s_renewBefore)
                {
                    return made.Context;
                }
                _before.Add(made.Certificate);
            }
            var certificate = authority.IssueServer(_hosts);
            // Offline: never fetch issuers from addresses that stand in a certificate.
            var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
            _made[authority.SpkiHash] = (certificate, context);
            return context;
        }
    }

    public void Dispose()
    {
        foreach (var certificate in _before.Concat(_made.Values.Select(made => made.Certificate)))
        {
            certificate.Dispose();
        }
    }

    /// <summary>Names an address in all certificates from here on.</summary>
    private void Name(string address)
    {
        if (_hosts.Contains(address))
        {
            return;
        }
        if (_hosts.Count >= CertificateAuthority.MaxHosts)
        {
            _hosts.RemoveAt(_alwaysNamed); // the oldest that was met in this way
        }
        _hosts.Add(address);
        _before.AddRange(_made.Values.Select(made => made.Certificate));
        _made.Clear();
    }

    private static string TextOf(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes())).ToString();
}

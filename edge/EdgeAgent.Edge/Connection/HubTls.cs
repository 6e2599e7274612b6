using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Connection;

/// <summary>Dials the hub's doors with mutual TLS. Trusts the hub's authority and the hub's name in the certificate, nothing else: not the host name, not the system's roots.</summary>
internal sealed class HubTls : IDisposable
{
    private readonly HomeMembership _home;
    private readonly TimeProvider _time;
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _certificate;
    private readonly Lazy<SslStreamCertificateContext> _identity;

    public HubTls(HomeMembership home, TlsKey key, TimeProvider time)
    {
        _home = home;
        _time = time;
        _authority = X509CertificateLoader.LoadCertificate(home.Authority);
        using var certificate = X509CertificateLoader.LoadCertificate(home.Certificate);
        _certificate = certificate.CopyWithPrivateKey(key.Key);
        // Offline: the authority comes with the grant; nothing is looked up for it.
        _identity = new(() => SslStreamCertificateContext.Create(_certificate, [_authority], offline: true));
    }

    /// <summary>Connects and authenticates both sides.</summary>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    /// <exception cref="AuthenticationException">Who answers is not this device's hub.</exception>
    /// <exception cref="IOException">The line broke during the handshake; a hub that does not know this device hangs up so.</exception>
    public async Task<SslStream> ConnectAsync(DnsEndPoint door, CancellationToken cancellationToken)
    {
        var stream = new SslStream(await DialAsync(door, cancellationToken), leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(door.Host), cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _authority.Dispose();
    }

    private static async Task<NetworkStream> DialAsync(DnsEndPoint door, CancellationToken cancellationToken)
    {
        Socket? socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(door, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private SslClientAuthenticationOptions Options(string host)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(_authority);
        return new SslClientAuthenticationOptions
        {
            TargetHost = host, // for the hub's log only; the callback decides
            ClientCertificateContext = _identity.Value,
            CertificateChainPolicy = policy,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 server
                && PeerCertificates.IsHub(server, _authority, _home.Hub, _time.GetUtcNow()),
        };
    }
}

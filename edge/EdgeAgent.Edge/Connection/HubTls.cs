using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Connection;

/// <summary>Dials the hub's doors with mutual TLS. Trusts the hub's authority and the hub's name in the certificate, nothing else: not the host name, not the system's roots.</summary>
internal sealed class HubTls(HubCredentials credentials, DeviceClock clock)
{
    /// <summary>Connects and authenticates both sides.</summary>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    /// <exception cref="AuthenticationException">Who answers is not this device's hub, or its certificate has ended by this device's clock.</exception>
    /// <exception cref="IOException">The line broke during the handshake; a hub that does not know this device hangs up so.</exception>
    public Task<SslStream> ConnectAsync(DnsEndPoint door, CancellationToken cancellationToken) =>
        ConnectAsync(door, credentials.Current, anyDate: false, cancellationToken);

    /// <summary>The same with another credential than the current one.</summary>
    /// <param name="door">Where.</param>
    /// <param name="credential">What to show and to trust.</param>
    /// <param name="anyDate">Take the hub's certificate whatever its dates: only to ask for what the hub's own key signs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SslStream> ConnectAsync(
        DnsEndPoint door, HubCredential credential, bool anyDate, CancellationToken cancellationToken)
    {
        var stream = new SslStream(await DialAsync(door, cancellationToken), leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(credential, anyDate), cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
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

    private SslClientAuthenticationOptions Options(HubCredential credential, bool anyDate)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(credential.Authority);
        return new SslClientAuthenticationOptions
        {
            TargetHost = AuthorityName.Of(credential.AuthorityHash), // which authority is trusted; the callback decides
            ClientCertificateContext = credential.Context,
            CertificateChainPolicy = policy,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 server
                && PeerCertificates.TryReadHub(
                    server, credential.Authority, credential.Home.Hub, out var notBefore, out var notAfter)
                && (anyDate || IsInTime(notBefore, notAfter)),
        };
    }

    /// <summary>Before anybody has said the time, a certificate that has not begun yet shows only that this clock is late.</summary>
    private bool IsInTime(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var now = clock.GetUtcNow();
        return now <= notAfter && (now >= notBefore || !clock.IsConfirmed);
    }
}

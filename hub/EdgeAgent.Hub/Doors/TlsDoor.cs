using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Devices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace EdgeAgent.Hub.Doors;

/// <summary>TLS of the doors: 1.2 and 1.3, the hub's own certificate, and at device doors a registered device's certificate, or none where strangers may pair.</summary>
internal sealed class TlsDoor(HubIdentity identity, ServerCertificates certificates, DeviceCertificates devices)
{
    public void Use(ListenOptions listen, ClientCertificates clients, params IReadOnlyList<SslApplicationProtocol> protocols) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = DoorLimits.Handshake,
            OnConnection = call => ValueTask.FromResult(
                Handshake((call.Connection.LocalEndPoint as IPEndPoint)?.Address, clients, protocols)),
        });

    private SslServerAuthenticationOptions Handshake(
        IPAddress? local, ClientCertificates clients, IReadOnlyList<SslApplicationProtocol> protocols)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificates.Current(local),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
            ApplicationProtocols = protocols.Count > 0 ? [.. protocols] : null,
        };
        if (clients != ClientCertificates.None)
        {
            options.ClientCertificateRequired = true; // asks; the callback decides
            options.CertificateChainPolicy = OwnAuthorityOnly();
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                (certificate is null && clients == ClientCertificates.Optional)
                || devices.TryIdentify(certificate as X509Certificate2, out _);
        }
        return options;
    }

    /// <summary>Without it the platform would build the chain first, and fetch issuers from addresses that stand in a stranger's certificate.</summary>
    private X509ChainPolicy OwnAuthorityOnly() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { identity.Authority.Certificate },
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
    };
}

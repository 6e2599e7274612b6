using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>What either side demands of the other's certificate in a handshake. The host name plays no part.</summary>
public static class PeerCertificates
{
    /// <summary>Whether a server is the hub: issued by its authority for servers, valid now, and named <c>urn:ea:hub:&lt;address&gt;</c>.</summary>
    public static bool IsHub(X509Certificate2 server, X509Certificate2 authority, Address hub, DateTimeOffset now) =>
        IsIssuedBy(server, authority, Oids.ServerAuthentication, now) && HubUri.Names(server, hub);

    /// <summary>As <see cref="IsHub"/> in everything but the dates, which it returns: for a device whose clock may be wrong.</summary>
    public static bool TryReadHub(
        X509Certificate2 server,
        X509Certificate2 authority,
        Address hub,
        out DateTimeOffset notBefore,
        out DateTimeOffset notAfter)
    {
        (notBefore, notAfter) = Dates(server);
        return IsIssuedBy(server, authority, Oids.ServerAuthentication, Middle(notBefore, notAfter))
            && HubUri.Names(server, hub);
    }

    /// <summary>What a device certificate of this authority says; everything is checked but the dates, which the caller judges.</summary>
    /// <returns>Null when it is not a device certificate of this authority.</returns>
    public static DeviceCertificateFacts? ReadDevice(X509Certificate2 client, X509Certificate2 authority)
    {
        var (notBefore, notAfter) = Dates(client);
        return IsDevice(
            client, authority, Middle(notBefore, notAfter), out var device, out var spkiHash, out var serial)
                ? new DeviceCertificateFacts(device, spkiHash, serial, notBefore, notAfter)
                : null;
    }

    /// <summary>Whether a client holds a device certificate of this authority, valid now. The caller then compares all three results with its registry.</summary>
    /// <param name="client">What the client showed.</param>
    /// <param name="authority">The hub's root.</param>
    /// <param name="now">The hub's clock.</param>
    /// <param name="device">From the subject.</param>
    /// <param name="spkiHash">SHA-256 of the public key (SubjectPublicKeyInfo, DER).</param>
    /// <param name="serial">Lower-case hexadecimal digits, as in <see cref="IssuedCertificate.Serial"/>.</param>
    public static bool IsDevice(
        X509Certificate2 client,
        X509Certificate2 authority,
        DateTimeOffset now,
        out Address device,
        out Bytes32 spkiHash,
        out string serial)
    {
        device = default;
        spkiHash = default;
        serial = "";
        if (!IsIssuedBy(client, authority, Oids.ClientAuthentication, now)
            || !P256.Is(client.PublicKey)
            || !CommonName.TryRead(client.SubjectName, out device))
        {
            return false;
        }
        spkiHash = P256.SpkiHash(client.PublicKey);
        serial = CertificateAuthority.SerialOf(client);
        return true;
    }

    private static (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Dates(X509Certificate2 certificate) => (
        new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));

    /// <summary>A time at which the dates cannot be what fails.</summary>
    private static DateTimeOffset Middle(DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        notBefore + ((notAfter - notBefore) / 2);

    private static bool IsIssuedBy(
        X509Certificate2 certificate, X509Certificate2 authority, Oid purpose, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // the registry revokes
        chain.ChainPolicy.DisableCertificateDownloads = true; // a stranger's certificate names no address that we call
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        try
        {
            // Two elements: the authority issues leaves only, and its own certificate is no peer's.
            return chain.Build(certificate)
                && chain.ChainElements.Count == 2
                && chain.ChainElements[1].Certificate.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span);
        }
        catch (CryptographicException)
        {
            return false; // a certificate that cannot be read
        }
        finally
        {
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }
}

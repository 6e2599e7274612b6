using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>A card that was flashed for one hub knows that hub's authority before it has ever met it.</summary>
public static class HubPin
{
    /// <summary>SHA-256 of the authority's public key (SubjectPublicKeyInfo, DER).</summary>
    public static Bytes32 SpkiHash(X509Certificate2 authority) => P256.SpkiHash(authority.PublicKey);

    /// <summary>Whether a server is the hub that the authority belongs to.</summary>
    /// <remarks>Time plays no part: the card's clock may stand at 1970, and it is the key that is pinned.</remarks>
    public static bool Fits(X509Certificate2 server, X509Certificate2 authority) =>
        CommonName.TryRead(authority.SubjectName, out var hub)
        && PeerCertificates.IsHub(server, authority, hub, new DateTimeOffset(server.NotBefore.ToUniversalTime()));
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>A device's P-256 key for TLS. It says nothing about who the device is; the hub's certificate and the permit do.</summary>
public sealed class TlsKey : IDisposable
{
    private TlsKey(ECDsa key)
    {
        Key = key;
        SpkiHash = new Bytes32(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>The key pair; disposed with this object.</summary>
    public ECDsa Key { get; }

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER).</summary>
    public Bytes32 SpkiHash { get; }

    /// <summary>Reads the key of a file (PEM, PKCS#8, mode 0600); makes it on first use, once, whoever comes first.</summary>
    /// <exception cref="KeyFileException">Others have rights on the file, or it holds no P-256 key.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static TlsKey LoadOrCreate(string path) => new(P256.LoadOrCreate(path));

    /// <summary>SHA-256 of the public key that an authority has certified, comparable with <see cref="SpkiHash"/>.</summary>
    public static Bytes32 SpkiHashOf(X509Certificate2 certificate) => P256.SpkiHash(certificate.PublicKey);

    /// <summary>A certificate request (PKCS#10, DER) with the subject <c>CN=address</c>, signed with this key.</summary>
    public byte[] CreateRequest(Address device) =>
        new CertificateRequest(CommonName.Of(device), Key, HashAlgorithmName.SHA256).CreateSigningRequest();

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>The hub's own certificate authority: the only root that its devices trust. Its files are part of the hub's backup.</summary>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>File of the private key.</summary>
    public const string KeyFile = "authority.key";

    /// <summary>File of the certificate, DER.</summary>
    public const string CertificateFile = "authority.crt";

    /// <summary>Most names and addresses in a server certificate.</summary>
    public const int MaxHosts = 32;

    /// <summary>Life of the authority.</summary>
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3652);

    /// <summary>Life of a device's certificate.</summary>
    public static readonly TimeSpan DeviceLife = TimeSpan.FromDays(90);

    /// <summary>Life of a server certificate; browsers refuse more than 398 days.</summary>
    public static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);

    /// <summary>Certificates start this long ago, because clocks of small boards run late.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    private const int MaxCertificateBytes = 8192;
    private const int SerialBytes = 16;

    private readonly ECDsa _key;
    private readonly Address _hub;
    private readonly TimeProvider _time;

    private CertificateAuthority(ECDsa key, X509Certificate2 certificate, Address hub, TimeProvider time)
    {
        _key = key;
        _hub = hub;
        _time = time;
        Certificate = certificate;
        SpkiHash = P256.SpkiHash(certificate.PublicKey);
    }

    /// <summary>The root, without its private key; disposed with this object.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the root's public key (SubjectPublicKeyInfo, DER).</summary>
    public Bytes32 SpkiHash { get; }

    /// <summary>Reads key and certificate of the directory; makes them on first use.</summary>
    /// <exception cref="KeyFileException">Others have rights on the files, or they do not fit together or this hub.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static CertificateAuthority LoadOrCreate(string directory, Address hub, TimeProvider time)
    {
        PrivateFile.EnsureDirectory(directory);
        var key = P256.LoadOrCreate(Path.Combine(directory, KeyFile));
        try
        {
            var path = Path.Combine(directory, CertificateFile);
            if (!File.Exists(path))
            {
                using var created = CreateRoot(key, hub, time);
                PrivateFile.TryCreate(path, created.RawData);
            }
            return new CertificateAuthority(key, LoadRoot(path, key, hub), hub, time);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Certifies a device's TLS key for <see cref="DeviceLife"/>.</summary>
    /// <param name="pkcs10">DER, as <see cref="TlsKey.CreateRequest"/> makes it.</param>
    /// <param name="expected">The device that the permit names.</param>
    /// <exception cref="CertificateRequestException">Not signed by its own key, another subject, another kind of key, or anything unexpected in it.</exception>
    public IssuedCertificate IssueDevice(byte[] pkcs10, Address expected)
    {
        var publicKey = DeviceRequest.Read(pkcs10, expected);
        var request = new CertificateRequest(CommonName.Of(expected), publicKey, HashAlgorithmName.SHA256);
        AddLeafExtensions(request, Oids.ClientAuthentication);
        using var certificate = Issue(request, DeviceLife);
        return new IssuedCertificate(
            certificate.RawData,
            SerialOf(certificate),
            P256.SpkiHash(publicKey),
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
    }

    /// <summary>A server certificate with a new private key, good for <see cref="ServerLife"/>; the caller disposes it.</summary>
    /// <param name="hosts">DNS names and IP addresses for browsers. Devices look only at the URI <c>urn:ea:hub:&lt;address&gt;</c>, which is always in it.</param>
    /// <exception cref="ArgumentException">A host is neither name nor address, or there are more than <see cref="MaxHosts"/>.</exception>
    public X509Certificate2 IssueServer(IReadOnlyList<string> hosts)
    {
        if (hosts.Count > MaxHosts)
        {
            throw new ArgumentException($"{hosts.Count} hosts; at most {MaxHosts} are allowed.", nameof(hosts));
        }
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else if (Uri.CheckHostName(host) == UriHostNameType.Dns)
            {
                names.AddDnsName(host);
            }
            else
            {
                throw new ArgumentException($"'{host}' is neither a host name nor an IP address.", nameof(hosts));
            }
        }
        names.AddUri(new Uri(HubUri.Of(_hub)));
        using var key = P256.Create();
        var request = new CertificateRequest(CommonName.Of(_hub), key, HashAlgorithmName.SHA256);
        AddLeafExtensions(request, Oids.ServerAuthentication);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = Issue(request, ServerLife);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    /// <summary>The serial number as the registry keeps it.</summary>
    internal static string SerialOf(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(certificate.SerialNumberBytes.Span);

    private static X509Certificate2 CreateRoot(ECDsa key, Address hub, TimeProvider time)
    {
        var request = new CertificateRequest(CommonName.Of(hub), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key),
            now - ClockTolerance, now + AuthorityLife, NewSerial());
    }

    private static X509Certificate2 LoadRoot(string path, ECDsa key, Address hub)
    {
        X509Certificate2? root = null;
        try
        {
            root = X509CertificateLoader.LoadCertificate(PrivateFile.Read(path, MaxCertificateBytes));
            var fits = root.PublicKey.ExportSubjectPublicKeyInfo().AsSpan()
                    .SequenceEqual(key.ExportSubjectPublicKeyInfo())
                && CommonName.TryRead(root.SubjectName, out var owner)
                && owner == hub;
            return fits
                ? root
                : throw new KeyFileException($"{path} belongs to another key or another hub than this directory. "
                    + "Restore both from the same backup.");
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException($"{path} holds no certificate. Restore it from a backup.", e);
        }
        catch
        {
            root?.Dispose();
            throw;
        }
    }

    private static void AddLeafExtensions(CertificateRequest request, Oid purpose)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([purpose], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
    }

    private X509Certificate2 Issue(CertificateRequest request, TimeSpan life)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = _time.GetUtcNow();
        // A certificate that outlives its issuer, or starts before it, fails the chain.
        var notBefore = Latest(now - ClockTolerance, new DateTimeOffset(Certificate.NotBefore.ToUniversalTime()));
        var notAfter = Earliest(now + life, new DateTimeOffset(Certificate.NotAfter.ToUniversalTime()));
        if (notAfter <= now)
        {
            throw new KeyFileException($"The hub's authority ended on {notAfter:yyyy-MM-dd}, or the clock is wrong. "
                + $"If the clock is right, move {KeyFile} and {CertificateFile} away and enrol the devices anew.");
        }
        return request.Create(
            Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), notBefore, notAfter, NewSerial());
    }

    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive, always of full length (RFC 5280, 4.1.2.2)
        return serial;
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earliest(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

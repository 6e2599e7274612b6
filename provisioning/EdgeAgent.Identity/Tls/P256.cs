using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>P-256 keys and their files (PEM, PKCS#8, mode 0600).</summary>
internal static class P256
{
    private const int MaxFileBytes = 4096;
    private const int UncompressedPointBytes = 65;

    /// <summary>DER of the object identifier P-256: what the key's parameters must be, byte for byte.</summary>
    private static readonly byte[] s_namedCurve = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

#pragma warning disable RS0030 // P-256 for TLS; the ban is about secp256k1
    public static ECDsa Create() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
#pragma warning restore RS0030

    /// <summary>Reads the key of a file; of several processes that start at once one makes it.</summary>
    /// <exception cref="KeyFileException">Others have rights on the file, or it holds no P-256 key.</exception>
    public static ECDsa LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            using var created = Create();
            var pem = created.ExportPkcs8PrivateKeyPem();
            var bytes = Encoding.ASCII.GetBytes(pem + "\n");
            PrivateFile.TryCreate(path, bytes);
            CryptographicOperations.ZeroMemory(bytes);
        }
        var content = PrivateFile.Read(path, MaxFileBytes);
        try
        {
            return Parse(content);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new KeyFileException($"{path} holds no P-256 private key in PEM form. Restore it from a backup, or "
                + "move it away and start again to get a new one; then this machine must be enrolled anew.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static ECDsa Parse(ReadOnlySpan<byte> pem)
    {
        var text = new char[pem.Length];
        try
        {
            Encoding.ASCII.GetChars(pem, text);
            return Import(text);
        }
        finally
        {
            Array.Clear(text);
        }
    }

    private static ECDsa Import(ReadOnlySpan<char> pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            // A file with only the public half imports as well: ask for the private one.
            var parameters = key.ExportParameters(includePrivateParameters: true);
            CryptographicOperations.ZeroMemory(parameters.D);
            return parameters.Curve.Oid.Value == Oids.P256
                ? key
                : throw new CryptographicException($"The curve is {parameters.Curve.Oid.Value}.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Whether the key is a point of P-256, named and uncompressed, so that equal keys have equal bytes.</summary>
    public static bool Is(PublicKey key)
    {
        if (key.Oid.Value != Oids.EcPublicKey
            || key.EncodedParameters is not { } parameters
            || !parameters.RawData.AsSpan().SequenceEqual(s_namedCurve)
            || key.EncodedKeyValue.RawData is not { Length: UncompressedPointBytes } point
            || point[0] != 4)
        {
            return false;
        }
        try
        {
            using var onCurve = key.GetECDsaPublicKey(); // refuses a point that is not on the curve
            return onCurve is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of SubjectPublicKeyInfo, DER.</summary>
    public static Bytes32 SpkiHash(PublicKey key) => new(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}

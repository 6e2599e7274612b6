using System.Reflection;
using System.Security.Cryptography;

namespace EdgeAgent.Identity.Releases;

/// <summary>
/// The root keys of this build: the public keys of <c>update-roots.pem</c>, which is compiled in. Whoever builds for others makes
/// the pair with <c>edgeprov release root</c> and keeps the private half offline; without one the build takes no releases.
/// </summary>
public static class ReleaseRoots
{
    private const string Resource = "update-roots.pem";

    /// <summary>SubjectPublicKeyInfo of each; empty: none.</summary>
    /// <exception cref="CryptographicException">The build holds something else.</exception>
    public static IReadOnlyList<byte[]> Compiled()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <summary>All public keys of a PEM text.</summary>
    /// <exception cref="CryptographicException">It holds something else.</exception>
    public static IReadOnlyList<byte[]> Read(string pem)
    {
        var keys = new List<byte[]>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is not "PUBLIC KEY")
            {
                throw new CryptographicException($"{Resource} holds something other than public keys.");
            }
            keys.Add(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
            rest = rest[fields.Location.End..];
        }
        return keys;
    }
}

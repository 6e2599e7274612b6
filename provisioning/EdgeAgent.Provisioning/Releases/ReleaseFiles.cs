using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Provisioning.Releases;

/// <summary>Keys of the publisher as files.</summary>
internal static class ReleaseFiles
{
    private const int MaxKeyBytes = 8 * 1024;

    /// <summary>Makes a pair: NAME.key (secret, mode 0600) and NAME.pub.</summary>
    /// <returns>The id of the public key.</returns>
    /// <exception cref="ReleaseException">The files are there already.</exception>
    public static string NewPair(string name)
    {
        var (secret, open) = (name + ".key", name + ".pub");
        if (File.Exists(secret) || File.Exists(open))
        {
            throw new ReleaseException($"{secret} or {open} is there already: a key is never overwritten.");
        }
        using var key = ReleaseSigner.NewKey();
        PrivateFile.WriteAtomic(secret, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        File.WriteAllText(open, key.ExportSubjectPublicKeyInfoPem() + "\n");
        return ReleaseKey.IdOf(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>A secret key.</summary>
    /// <exception cref="ReleaseException">The file holds none.</exception>
    /// <exception cref="KeyFileException">Others may read it.</exception>
    public static ECDsa ReadSecret(string path)
    {
        var pem = Encoding.ASCII.GetString(PrivateFile.Read(path, MaxKeyBytes));
#pragma warning disable RS0030 // P-256, not secp256k1: what the platform's implementation is for
        var key = ECDsa.Create();
#pragma warning restore RS0030
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new ReleaseException($"{path} holds no secret key: {e.Message}");
        }
    }

    /// <summary>A public key.</summary>
    /// <exception cref="ReleaseException">The file does not hold exactly one.</exception>
    public static ReleaseKey ReadPublic(string path)
    {
        var keys = ReleaseRoots.Read(File.ReadAllText(path));
        return keys.Count == 1 ? new ReleaseKey(keys[0]) : throw new ReleaseException($"{path} holds {keys.Count} public keys; one is expected.");
    }
}

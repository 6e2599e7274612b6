using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Tests.Files;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Identity.Tests.Tls;

[UnsupportedOSPlatform("windows")]
public sealed class TlsKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_first_start_makes_a_key_and_the_next_ones_find_it()
    {
        var path = _folder.File("tls.key");
        using var first = TlsKey.LoadOrCreate(path);
        using var second = TlsKey.LoadOrCreate(path);
        Assert.Equal(first.SpkiHash, second.SpkiHash);
        Assert.Equal(new Bytes32(SHA256.HashData(first.Key.ExportSubjectPublicKeyInfo())), first.SpkiHash);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_without_a_private_P256_key_are_refused_and_left_alone()
    {
#pragma warning disable RS0030 // keys that must be refused
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
#pragma warning restore RS0030
        using var rsa = RSA.Create(2048);
        string[] contents =
        [
            "", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            p384.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), p256.ExportSubjectPublicKeyInfoPem(),
            p256.ExportPkcs8PrivateKeyPem() + "\n" + p256.ExportPkcs8PrivateKeyPem(),
        ];
        foreach (var content in contents)
        {
            PrivateFile.WriteAtomic(_folder.File("tls.key"), Encoding.ASCII.GetBytes(content));
            var error = Assert.Throws<KeyFileException>(() => TlsKey.LoadOrCreate(_folder.File("tls.key")));
            Assert.Contains("backup", error.Message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllText(_folder.File("tls.key")));
        }
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        TlsKey.LoadOrCreate(_folder.File("tls.key")).Dispose();
        File.SetUnixFileMode(_folder.File("tls.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Throws<KeyFileException>(() => TlsKey.LoadOrCreate(_folder.File("tls.key")));
    }

    public void Dispose() => _folder.Dispose();
}

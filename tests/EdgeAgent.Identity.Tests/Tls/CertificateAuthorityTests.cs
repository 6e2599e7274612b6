using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Identity.Tests.Tls;

[UnsupportedOSPlatform("windows")]
public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly AuthorityFixture _home = new();

    [Fact]
    public void The_root_may_issue_leaves_for_ten_years_and_nothing_else()
    {
        var root = _home.Authority.Certificate;
        Assert.False(root.HasPrivateKey);
        var basic = Assert.Single(root.Extensions.OfType<X509BasicConstraintsExtension>());
        Assert.True(basic is { Critical: true, CertificateAuthority: true, HasPathLengthConstraint: true });
        Assert.Equal(0, basic.PathLengthConstraint);
        var usage = Assert.Single(root.Extensions.OfType<X509KeyUsageExtension>());
        Assert.True(usage.Critical);
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, usage.KeyUsages);
        Assert.Equal((_home.Time.GetUtcNow() + TimeSpan.FromDays(3652)).UtcDateTime, root.NotAfter.ToUniversalTime());
        Assert.Equal(
            new Bytes32(SHA256.HashData(root.PublicKey.ExportSubjectPublicKeyInfo())), _home.Authority.SpkiHash);
        using var key = root.GetECDsaPublicKey()!;
        Assert.Equal("1.2.840.10045.3.1.7", key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
    }

    [Fact]
    public void The_next_start_finds_the_same_root_in_private_files()
    {
        using var again = CertificateAuthority.LoadOrCreate(_home.File("ca"), _home.Hub, _home.Time);
        Assert.Equal(_home.Authority.Certificate.RawData, again.Certificate.RawData);
        foreach (var file in Directory.GetFiles(_home.File("ca")))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_lost_root_certificate_is_made_again_with_the_same_key_so_that_devices_stay_enrolled()
    {
        File.Delete(_home.File("ca/authority.crt"));
        using var again = CertificateAuthority.LoadOrCreate(_home.File("ca"), _home.Hub, _home.Time);
        Assert.Equal(_home.Authority.SpkiHash, again.SpkiHash);
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        CertificateAuthority.LoadOrCreate(_home.File("other"), _home.Hub, _home.Time).Dispose();
        File.Copy(_home.File("other/authority.key"), _home.File("ca/authority.key"), overwrite: true);
        ExpectRefused(_home.Hub, "another key or another hub");
    }

    [Fact]
    public void The_authority_of_another_hub_is_refused() => ExpectRefused(_home.Device, "another key or another hub");

    [Fact]
    public void A_damaged_root_certificate_is_refused()
    {
        PrivateFile.WriteAtomic(_home.File("ca/authority.crt"), "nonsense"u8);
        ExpectRefused(_home.Hub, "holds no certificate");
    }

    [Fact]
    public void Of_many_that_start_at_once_all_get_one_root()
    {
        var roots = new byte[8][];
        Parallel.For(0, roots.Length, i =>
        {
            using var authority = CertificateAuthority.LoadOrCreate(_home.File("race"), _home.Hub, _home.Time);
            roots[i] = authority.Certificate.RawData;
        });
        Assert.All(roots, root => Assert.Equal(roots[0], root));
    }

    [Fact]
    public void A_device_gets_90_days_for_its_own_key_and_name_as_a_client_only()
    {
        var issued = _home.Authority.IssueDevice(_home.DeviceKey.CreateRequest(_home.Device), _home.Device);
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Der);
        Assert.Equal($"CN={_home.Device}", certificate.Subject);
        Assert.Equal(_home.DeviceKey.SpkiHash, issued.SpkiHash);
        Assert.Equal(_home.Time.GetUtcNow() + TimeSpan.FromDays(90), issued.NotAfter);
        Assert.Equal(_home.Time.GetUtcNow() - CertificateAuthority.ClockTolerance, issued.NotBefore);
        Assert.Equal(issued.NotAfter.UtcDateTime, certificate.NotAfter.ToUniversalTime());
        Assert.Equal(issued.Serial, certificate.SerialNumber.ToLowerInvariant());
        Assert.Equal(32, issued.Serial.Length);
        Assert.False(
            Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>()).CertificateAuthority);
        Assert.Equal(
            X509KeyUsageFlags.DigitalSignature,
            Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>()).KeyUsages);
        Assert.Equal(
            ["1.3.6.1.5.5.7.3.2"],
            Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()).EnhancedKeyUsages
                .Cast<Oid>().Select(oid => oid.Value));
    }

    [Fact]
    public void No_serial_comes_twice()
    {
        var serials = Enumerable.Range(0, 50)
            .Select(_ => _home.Authority.IssueDevice(_home.DeviceKey.CreateRequest(_home.Device), _home.Device).Serial);
        Assert.Equal(50, serials.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_certificate_does_not_outlive_the_root_and_an_ended_root_says_so()
    {
        _home.Time.Advance(CertificateAuthority.AuthorityLife - TimeSpan.FromDays(10));
        var issued = _home.Authority.IssueDevice(_home.DeviceKey.CreateRequest(_home.Device), _home.Device);
        Assert.Equal(_home.Authority.Certificate.NotAfter.ToUniversalTime(), issued.NotAfter.UtcDateTime);
        _home.Time.Advance(TimeSpan.FromDays(11));
        var error = Assert.Throws<KeyFileException>(
            () => _home.Authority.IssueDevice(_home.DeviceKey.CreateRequest(_home.Device), _home.Device));
        Assert.Contains("authority ended on 2037-02-28", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_certificate_names_hosts_addresses_and_the_hub()
    {
        using var server = _home.Authority.IssueServer(["edgehub.local", "127.0.0.1", "::1"]);
        var names = Assert.Single(server.Extensions.OfType<X509SubjectAlternativeNameExtension>());
        Assert.Equal(["edgehub.local"], names.EnumerateDnsNames());
        Assert.Equal(["127.0.0.1", "::1"], names.EnumerateIPAddresses().Select(address => address.ToString()));
        Assert.Contains(
            $"urn:ea:hub:{_home.Hub}", System.Text.Encoding.ASCII.GetString(names.RawData), StringComparison.Ordinal);
        Assert.True(server.HasPrivateKey);
        Assert.InRange(server.NotAfter - server.NotBefore, TimeSpan.FromDays(300), TimeSpan.FromDays(398));
    }

    [Theory]
    [InlineData("not a host")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("*.local")]
    public void A_host_that_is_none_is_refused(string host) =>
        Assert.Throws<ArgumentException>(() => _home.Authority.IssueServer([host]));

    [Fact]
    public void More_hosts_than_the_limit_are_refused() =>
        Assert.Throws<ArgumentException>(
            () => _home.Authority.IssueServer([.. Enumerable.Repeat("localhost", CertificateAuthority.MaxHosts + 1)]));

    public void Dispose() => _home.Dispose();

    private void ExpectRefused(Address hub, string reason)
    {
        var error = Assert.Throws<KeyFileException>(
            () => CertificateAuthority.LoadOrCreate(_home.File("ca"), hub, _home.Time));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
    }
}

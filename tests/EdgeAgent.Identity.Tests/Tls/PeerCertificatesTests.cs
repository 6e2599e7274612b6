using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Identity.Tests.Tls;

public sealed class PeerCertificatesTests : IDisposable
{
    private readonly AuthorityFixture _home = new();
    private readonly AuthorityFixture _stranger = new();

    private DateTimeOffset Now => _home.Time.GetUtcNow();

    [Fact]
    public void A_device_of_the_home_is_taken_with_name_key_and_serial()
    {
        var issued = _home.Authority.IssueDevice(_home.DeviceKey.CreateRequest(_home.Device), _home.Device);
        using var client = X509CertificateLoader.LoadCertificate(issued.Der);
        Assert.True(PeerCertificates.IsDevice(
            client, _home.Authority.Certificate, Now, out var device, out var spkiHash, out var serial));
        Assert.Equal(_home.Device, device);
        Assert.Equal(_home.DeviceKey.SpkiHash, spkiHash);
        Assert.Equal(issued.Serial, serial);
    }

    [Fact]
    public void The_hub_of_the_home_is_taken_whatever_its_host_name()
    {
        using var server = _home.Authority.IssueServer(["somewhere.else"]);
        Assert.True(PeerCertificates.IsHub(server, _home.Authority.Certificate, _home.Hub, Now));
        Assert.False(PeerCertificates.IsHub(server, _home.Authority.Certificate, _home.Device, Now));
    }

    [Fact]
    public void The_same_names_from_another_authority_are_refused()
    {
        using var client = Device(_stranger);
        using var server = _stranger.Authority.IssueServer(["localhost"]);
        ExpectNoDevice(client);
        Assert.False(PeerCertificates.IsHub(server, _home.Authority.Certificate, _home.Hub, Now));
    }

    [Fact]
    public void A_device_is_no_hub_and_a_hub_is_no_device()
    {
        using var client = Device(_home);
        using var server = _home.Authority.IssueServer(["localhost"]);
        Assert.False(PeerCertificates.IsHub(client, _home.Authority.Certificate, _home.Hub, Now));
        ExpectNoDevice(server);
    }

    [Fact]
    public void The_authority_itself_is_neither()
    {
        Assert.False(PeerCertificates.IsHub(_home.Authority.Certificate, _home.Authority.Certificate, _home.Hub, Now));
        ExpectNoDevice(_home.Authority.Certificate);
    }

    [Fact]
    public void Before_and_after_its_time_a_certificate_is_refused()
    {
        using var client = Device(_home);
        var start = Now;
        _home.Time.SetUtcNow(start + CertificateAuthority.DeviceLife - TimeSpan.FromMinutes(1));
        Assert.True(PeerCertificates.IsDevice(client, _home.Authority.Certificate, Now, out _, out _, out _));
        ExpectNoDevice(client, start + CertificateAuthority.DeviceLife + TimeSpan.FromMinutes(1));
        ExpectNoDevice(client, start - CertificateAuthority.ClockTolerance - TimeSpan.FromMinutes(1));
    }

    /// <summary>A device that signs certificates with its own key gains nothing: it is no authority.</summary>
    [Fact]
    public void What_a_device_issues_is_refused()
    {
        using var parent = Device(_home);
        using var withKey = parent.CopyWithPrivateKey(_home.DeviceKey.Key);
        using var key = TlsKey.LoadOrCreate(_home.File("child.key"));
        var request = new CertificateRequest($"CN={_home.Hub}", key.Key, HashAlgorithmName.SHA256);
        using var child = request.Create(
            parent.SubjectName, X509SignatureGenerator.CreateForECDsa(_home.DeviceKey.Key), Now, Now.AddDays(1),
            [1, 2]);
        ExpectNoDevice(child);
    }

    [Fact]
    public void A_self_signed_copy_of_the_root_as_a_peer_is_refused()
    {
        var request = new CertificateRequest($"CN={_home.Device}", _home.DeviceKey.Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var selfSigned = request.CreateSelfSigned(Now, Now.AddDays(1));
        ExpectNoDevice(selfSigned);
    }

    public void Dispose()
    {
        _home.Dispose();
        _stranger.Dispose();
    }

    private static X509Certificate2 Device(AuthorityFixture home) => X509CertificateLoader.LoadCertificate(
        home.Authority.IssueDevice(home.DeviceKey.CreateRequest(home.Device), home.Device).Der);

    private void ExpectNoDevice(X509Certificate2 client, DateTimeOffset? at = null)
    {
        Assert.False(PeerCertificates.IsDevice(
            client, _home.Authority.Certificate, at ?? Now, out var device, out var spkiHash, out var serial));
        Assert.Equal((default(Address), default(Bytes32), ""), (device, spkiHash, serial));
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Identity.Tests.Tls;

public sealed class DeviceRequestTests : IDisposable
{
    private readonly AuthorityFixture _home = new();

    [Fact]
    public void Another_name_is_refused() => ExpectRefused(_home.DeviceKey.CreateRequest(_home.Hub), "its subject");

    [Theory]
    [InlineData("CN=0x00000000000000000000000000000000000000dd, O=more")]
    [InlineData("O=0x00000000000000000000000000000000000000dd")]
    [InlineData("CN=0x00000000000000000000000000000000000000DD")]
    [InlineData("CN=0x00000000000000000000000000000000000000dd, CN=0x00000000000000000000000000000000000000dd")]
    [InlineData("CN=0x00000000000000000000000000000000000000dd+O=more")]
    [InlineData("CN=\"0x00000000000000000000000000000000000000dd \"")]
    [InlineData("")]
    public void Anything_beside_the_name_is_refused(string subject) => ExpectRefused(Request(subject), "its subject");

    [Fact]
    public void A_flipped_bit_anywhere_is_refused()
    {
        var request = _home.DeviceKey.CreateRequest(_home.Device);
        for (var bit = 0; bit < 8 * request.Length; bit++)
        {
            request[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<CertificateRequestException>(() => _home.Authority.IssueDevice(request, _home.Device));
            request[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        _home.Authority.IssueDevice(request, _home.Device); // unharmed it is taken
    }

    [Fact]
    public void A_cut_or_longer_request_is_refused()
    {
        var request = _home.DeviceKey.CreateRequest(_home.Device);
        for (var length = 0; length < request.Length; length++)
        {
            var cut = request[..length];
            Assert.Throws<CertificateRequestException>(() => _home.Authority.IssueDevice(cut, _home.Device));
        }
        Assert.Throws<CertificateRequestException>(() => _home.Authority.IssueDevice([.. request, 0], _home.Device));
        ExpectRefused(new byte[EnrolmentRequest.MaxCertificateRequestBytes + 1], "4097 bytes");
    }

    [Fact]
    public void Another_curve_is_refused()
    {
#pragma warning disable RS0030 // what the ban is about is what this test wants to see refused
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
#pragma warning restore RS0030
        var request = new CertificateRequest($"CN={_home.Device}", key, HashAlgorithmName.SHA256);
        ExpectRefused(request.CreateSigningRequest(), "P-256");
    }

    [Fact]
    public void An_RSA_key_is_refused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            $"CN={_home.Device}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        ExpectRefused(request.CreateSigningRequest(), "ECDSA with SHA-256");
    }

    [Theory]
    [InlineData("SHA512")]
    [InlineData("SHA384")]
    public void Another_hash_is_refused(string hash)
    {
        var request = new CertificateRequest($"CN={_home.Device}", _home.DeviceKey.Key, new HashAlgorithmName(hash));
        ExpectRefused(request.CreateSigningRequest(), "ECDSA with SHA-256");
    }

    [Fact]
    public void A_wish_to_be_an_authority_is_refused_not_overlooked()
    {
        var request = new CertificateRequest($"CN={_home.Device}", _home.DeviceKey.Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        ExpectRefused(request.CreateSigningRequest(), "extensions or attributes");
    }

    [Fact]
    public void An_attribute_is_refused()
    {
        var request = new CertificateRequest($"CN={_home.Device}", _home.DeviceKey.Key, HashAlgorithmName.SHA256);
        request.OtherRequestAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.7", [0x0c, 0x01, (byte)'x']));
        ExpectRefused(request.CreateSigningRequest(), "extensions or attributes");
    }

    [Fact]
    public void A_request_signed_with_another_key_is_refused()
    {
        using var other = TlsKey.LoadOrCreate(_home.File("other.key"));
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN={_home.Device}"), new PublicKey(_home.DeviceKey.Key),
            HashAlgorithmName.SHA256);
        ExpectRefused(
            request.CreateSigningRequest(X509SignatureGenerator.CreateForECDsa(other.Key)), "signs itself");
    }

    public void Dispose() => _home.Dispose();

    private byte[] Request(string subject) =>
        new CertificateRequest(subject, _home.DeviceKey.Key, HashAlgorithmName.SHA256).CreateSigningRequest();

    private void ExpectRefused(byte[] request, string reason)
    {
        var error = Assert.Throws<CertificateRequestException>(
            () => _home.Authority.IssueDevice(request, _home.Device));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}

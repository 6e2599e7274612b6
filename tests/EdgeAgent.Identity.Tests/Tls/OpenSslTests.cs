using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace EdgeAgent.Identity.Tests.Tls;

/// <summary>Another X.509 implementation's word on what the authority makes.</summary>
public sealed class OpenSslTests : IDisposable
{
    private readonly AuthorityFixture _home = new();

    [Fact]
    public async Task Openssl_verifies_root_device_and_server_strictly_for_their_purpose()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipUnless(
            await ChildProcess.IsInstalledAsync("openssl", "version", cancellationToken),
            "openssl is not installed: certificates are checked by .NET alone");
        using var device = X509CertificateLoader.LoadCertificate(
            _home.Authority.IssueDevice(_home.DeviceKey.CreateRequest(_home.Device), _home.Device).Der);
        using var server = _home.Authority.IssueServer(["edgehub.local", "127.0.0.1"]);
        await File.WriteAllTextAsync(
            _home.File("root.pem"), _home.Authority.Certificate.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(_home.File("device.pem"), device.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(_home.File("server.pem"), server.ExportCertificatePem(), cancellationToken);
        await File.WriteAllBytesAsync(
            _home.File("request.der"), _home.DeviceKey.CreateRequest(_home.Device), cancellationToken);

        await OpenSsl("verify", "sslclient", "device.pem");
        await OpenSsl("verify", "sslserver", "server.pem", "-verify_hostname", "edgehub.local");
        await OpenSsl("verify", "sslserver", "server.pem", "-verify_ip", "127.0.0.1");
        var text = await ChildProcess.RunAsync(
            "openssl", ["x509", "-in", "server.pem", "-noout", "-ext", "subjectAltName"], _home.File("."), "",
            cancellationToken);
        Assert.Contains(
            $"DNS:edgehub.local, IP Address:127.0.0.1, URI:urn:ea:hub:{_home.Hub}", text, StringComparison.Ordinal);
        await ChildProcess.RunAsync(
            "openssl", ["req", "-in", "request.der", "-inform", "DER", "-verify", "-noout"], _home.File("."), "",
            cancellationToken);
    }

    public void Dispose() => _home.Dispose();

    private async Task OpenSsl(string command, string purpose, string certificate, params string[] more)
    {
        var at = _home.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            command, "-x509_strict", "-check_ss_sig", "-attime", at, "-purpose", purpose, .. more,
            "-CAfile", "root.pem", certificate,
        ];
        await ChildProcess.RunAsync("openssl", arguments, _home.File("."), "", TestContext.Current.CancellationToken);
    }
}

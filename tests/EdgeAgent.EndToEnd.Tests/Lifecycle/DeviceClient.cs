using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>Speaks HTTPS at the device door with a device's own certificate and key, taken from its files.</summary>
internal static class DeviceClient
{
#pragma warning disable CA2000 // the client disposes its handler
    public static HttpClient Create(string deviceDirectory, HubProcess hub) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = SslStreamCertificateContext.Create(Certificate(deviceDirectory), null, offline: true),
#pragma warning disable CA5359 // the hub proves nothing in these tests; the device does
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        },
    })
    {
        BaseAddress = new Uri($"https://127.0.0.1:{hub.AllPorts[2]}/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

#pragma warning restore CA2000

    private static X509Certificate2 Certificate(string deviceDirectory)
    {
        using var home = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(deviceDirectory, "home.json")));
        using var bare = X509CertificateLoader.LoadCertificate(
            home.RootElement.GetProperty("certificate").GetBytesFromBase64());
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(deviceDirectory, "tls.key")));
        using var pair = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }
}

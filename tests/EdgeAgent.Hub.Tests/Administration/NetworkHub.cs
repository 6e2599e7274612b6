using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Hub.Tests.Service;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>A hub process that a network can reach, with an administrator and a key; shared by the tests of a class.</summary>
public sealed class NetworkHub : IAsyncLifetime
{
    public static readonly IPAddress Address = IPAddress.Parse("10.77.0.1");

    private readonly TempDirectory _directory = new();
    private NetworkNamespace? _network;
    private HubProgram? _hub;

    public string DataDirectory => _directory.Root;

    /// <summary>A key of the scopes read and infer.</summary>
    public string Key { get; private set; } = "";

    public int HttpPort { get; private set; }

    public int HttpsPort { get; private set; }

    public NetworkNamespace Network => _network!;

    /// <summary>The hub's authority, as anybody can load it.</summary>
    public X509Certificate2 Authority { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!NetworkNamespace.IsAvailable)
        {
            return; // each test says that it is skipped
        }
        _network = new NetworkNamespace(
            [Address, .. Enumerable.Range(2, 20).Select(host => IPAddress.Parse($"10.77.0.{host}"))]);
        var data = $"--Hub:DataDirectory={_directory.Root}";
        var (code, _, errors) = await HubProgram.RunWithInputAsync($"{Browser.Password}\n", "admin", "set-password", data);
        Assert.True(code == 0, errors);
        Key = (await HubProgram.RunAsync("keys", "add", "test", data)).Output.Split('\n')[1].Split(' ')[^1];
        // Limits by address have tests of their own.
        _hub = await HubProgram.StartAsync(
            _network, _directory, "--Hub:LocalDevices=0", "--Hub:Listen=0.0.0.0",
            "--Hub:Limits:StrangerChangesPerMinute=100000");
        using var ports = JsonDocument.Parse(
            await File.ReadAllBytesAsync(_directory.Path("ports.json"), TestContext.Current.CancellationToken));
        HttpPort = ports.RootElement.GetProperty("http").GetInt32();
        HttpsPort = ports.RootElement.GetProperty("https").GetInt32();
        Authority = X509CertificateLoader.LoadCertificate(await File.ReadAllBytesAsync(
            _directory.Path("authority", "authority.crt"), TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
        Authority?.Dispose();
        _network?.Dispose();
        _directory.Dispose();
    }

    /// <summary>A client on another computer: at the HTTPS door, trusting the hub's authority and the name in its certificate.</summary>
    /// <param name="host">Its address is 10.77.0.HOST, which counts by itself for limits.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler")]
    public HttpClient Client(int host)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (_, cancellationToken) =>
                new NetworkStream(await ConnectAsync(host, cancellationToken), ownsSocket: true),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        })
        {
            BaseAddress = new Uri($"https://{Address}:{HttpsPort}"),
            Timeout = Limits.Wait,
        };
    }

    /// <summary>A bare connection to the HTTPS door.</summary>
    public Task<Socket> ConnectAsync(int host, CancellationToken cancellationToken) => Network.ConnectAsync(
        IPAddress.Parse($"10.77.0.{host}"), new IPEndPoint(Address, HttpsPort), cancellationToken);

    /// <summary>A TLS connection to the HTTPS door on which the test writes what it likes.</summary>
    public async Task<SslStream> OpenAsync(int host)
    {
        var socket = await ConnectAsync(host, TestContext.Current.CancellationToken);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = $"{Address}",
                    RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                        certificate!.Issuer == Authority.Subject,
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                },
                TestContext.Current.CancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends bytes and reads all that comes back until the hub closes the connection.</summary>
    public async Task<string> ExchangeAsync(int host, string request)
    {
        await using var stream = await OpenAsync(host);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken).InTimeAsync();
        }
        catch (IOException)
        {
            return ""; // cut without a word
        }
    }

    /// <summary>The hub answers as if nothing had been.</summary>
    public async Task AssertAliveAsync(int host)
    {
        using var client = Client(host);
        using var response = await client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Contains("\"status\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

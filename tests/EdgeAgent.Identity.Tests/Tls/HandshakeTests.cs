using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Identity.Tests.Tls;

/// <summary>The certificates in real handshakes on loopback, both sides asking <see cref="PeerCertificates"/>.</summary>
public sealed class HandshakeTests : IDisposable
{
    private readonly AuthorityFixture _home = new();
    private readonly AuthorityFixture _stranger = new();

    [Fact]
    public async Task Hub_and_device_of_one_home_know_each_other()
    {
        var (device, serial) = await ShakeHandsAsync(serverHome: _home, deviceHome: _home, expectedHub: _home.Hub);
        Assert.Equal(_home.Device, device);
        Assert.Equal(32, serial.Length);
    }

    [Fact]
    public async Task A_device_of_another_home_is_turned_away() =>
        await Assert.ThrowsAnyAsync<Exception>(
            () => ShakeHandsAsync(serverHome: _home, deviceHome: _stranger, expectedHub: _home.Hub));

    [Fact]
    public async Task A_device_turns_away_from_another_hub() =>
        await Assert.ThrowsAsync<AuthenticationException>(
            () => ShakeHandsAsync(serverHome: _home, deviceHome: _home, expectedHub: _home.Device));

    public void Dispose()
    {
        _home.Dispose();
        _stranger.Dispose();
    }

    /// <summary>Who the hub thinks the device is, after one byte went each way.</summary>
    private static async Task<(Address Device, string Serial)> ShakeHandsAsync(
        AuthorityFixture serverHome, AuthorityFixture deviceHome, Address expectedHub)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        using var connection = new TcpClient();
        var connecting = connection.ConnectAsync(
            (IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connecting.AsTask();
        var serving = ServeAsync(accepted, serverHome);
        try
        {
            await ConnectAsync(connection, serverHome, deviceHome, expectedHub);
            return await serving;
        }
        finally
        {
            connection.Close();
            await serving.ContinueWith(static _ => { }, TaskScheduler.Default); // seen, whatever its end
        }
    }

    private static async Task<(Address Device, string Serial)> ServeAsync(TcpClient accepted, AuthorityFixture home)
    {
        var device = default(Address);
        var serial = "";
        using var certificate = home.Authority.IssueServer(["localhost"]);
        await using var stream = new SslStream(accepted.GetStream());
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, client, _, _) => client is X509Certificate2 shown
                    && PeerCertificates.IsDevice(
                        shown, home.Authority.Certificate, home.Time.GetUtcNow(), out device, out _, out serial),
            },
            TestContext.Current.CancellationToken);
        await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        await stream.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        return (device, serial);
    }

    private static async Task ConnectAsync(
        TcpClient connection, AuthorityFixture serverHome, AuthorityFixture deviceHome, Address expectedHub)
    {
        var issued = deviceHome.Authority.IssueDevice(
            deviceHome.DeviceKey.CreateRequest(deviceHome.Device), deviceHome.Device);
        using var bare = X509CertificateLoader.LoadCertificate(issued.Der);
        using var certificate = bare.CopyWithPrivateKey(deviceHome.DeviceKey.Key);
        await using var stream = new SslStream(connection.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = (_, server, _, _) => server is X509Certificate2 shown
                    && PeerCertificates.IsHub(
                        shown, serverHome.Authority.Certificate, expectedHub, serverHome.Time.GetUtcNow()),
            },
            TestContext.Current.CancellationToken);
        // In TLS 1.3 a client learns of its refusal only when it reads.
        await stream.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Doors;

public sealed class DoorTests
{
    [Fact]
    public async Task A_route_exists_at_its_own_door_and_nowhere_else()
    {
        await using var hub = await HubHost.StartAsync(map: Map);
        await using var device = await hub.EnrolAsync();
        using var client = Client(hub, device);

        Assert.Equal("page", await client.GetStringAsync(Url(hub, Door.Http, "/page"), Token));
        Assert.Equal("page", await client.GetStringAsync(Url(hub, Door.Https, "/page"), Token));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, Url(hub, Door.Device, "/page")));

        Assert.Equal($"{device.Address}", await client.GetStringAsync(Url(hub, Door.Device, "/who"), Token));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, Url(hub, Door.Http, "/who")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, Url(hub, Door.Https, "/who")));
    }

    [Fact]
    public async Task One_path_can_mean_two_things_at_two_doors()
    {
        await using var hub = await HubHost.StartAsync(map: Map);
        await using var device = await hub.EnrolAsync();
        using var client = Client(hub, device);
        Assert.Equal("for people", await client.GetStringAsync(Url(hub, Door.Https, "/models"), Token));
        Assert.Equal("for devices", await client.GetStringAsync(Url(hub, Door.Device, "/models"), Token));
    }

    [Fact]
    public async Task The_device_door_wants_a_registered_devices_certificate()
    {
        await using var hub = await HubHost.StartAsync(map: Map);
        await using var device = await hub.EnrolAsync();
        await using var stranger = new TestDevice();
        using var without = Client(hub, stranger);
        await Assert.ThrowsAsync<HttpRequestException>(() => without.GetStringAsync(Url(hub, Door.Device, "/who"), Token));

        // Revoked while the connection is open: it is cut, and there is no other one.
        using var client = Client(hub, device);
        Assert.Equal($"{device.Address}", await client.GetStringAsync(Url(hub, Door.Device, "/who"), Token));
        await hub.Services.GetRequiredService<DeviceRegistry>().RevokeAsync(device.Address, Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(client, Url(hub, Door.Device, "/who")));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:80", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:9", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task The_loopback_door_answers_only_to_loopback_names(string host, HttpStatusCode expected)
    {
        await using var hub = await HubHost.StartAsync(map: Map);
        await using var device = new TestDevice();
        using var client = Client(hub, device);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(hub, Door.Http, "/page"));
        request.Headers.Host = host;
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Ports_json_names_the_open_doors_while_they_are_open()
    {
        using var directory = new TempDirectory();
        await using (var hub = await HubHost.StartAsync(directory: directory.Root))
        {
            await using var file = File.OpenRead(directory.Path("ports.json"));
            var ports = (await JsonSerializer.DeserializeAsync<Dictionary<string, int>>(file, cancellationToken: Token))!;
            Assert.Equal(
                new Dictionary<string, int>
                {
                    ["http"] = hub.Doors.HttpPort,
                    ["https"] = hub.Doors.HttpsPort,
                    ["device"] = hub.Doors.DevicePort,
                    ["mqttTls"] = hub.Doors.MqttTlsPort,
                    ["mqtt"] = hub.Doors.MqttPort,
                },
                ports);
            Assert.DoesNotContain(0, ports.Values);
        }
        Assert.False(File.Exists(directory.Path("ports.json")));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Map(WebApplication app)
    {
        app.MapGet("/page", () => "page");
        app.MapGet("/models", () => "for people");
        var devices = app.MapDoor(Door.Device);
        devices.MapGet("/who", (HttpContext context) => $"{context.Device()}");
        devices.MapGet("/models", () => "for devices");
    }

    private static string Url(HubHost hub, Door door, string path) =>
        $"{(door == Door.Http ? "http" : "https")}://127.0.0.1:{hub.Doors.Port(door)}{path}";

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler")]
    private static HttpClient Client(HubHost hub, TestDevice device)
    {
        var tls = new SslClientAuthenticationOptions
        {
            ClientCertificates = device.Certificate is { } own ? [own] : [],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => PeerCertificates.IsHub(
                (X509Certificate2)certificate!, hub.Identity.Authority.Certificate, hub.Identity.Address,
                TimeProvider.System.GetUtcNow()),
        };
        return new HttpClient(new SocketsHttpHandler { SslOptions = tls }, disposeHandler: true);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string url)
    {
        using var response = await client.GetAsync(url, Token);
        return response.StatusCode;
    }
}

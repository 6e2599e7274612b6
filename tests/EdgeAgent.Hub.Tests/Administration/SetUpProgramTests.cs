using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Hub.Tests.Service;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>From the first start to a hub that the network reaches, with the real program.</summary>
public sealed class SetUpProgramTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Data => $"--Hub:DataDirectory={_directory.Root}";

    [Fact]
    public async Task The_first_start_prints_a_link_later_ones_do_not_and_reset_prints_a_new_one()
    {
        string first;
        await using (var hub = await HubProgram.StartAsync(_directory, "--Hub:LocalDevices=0"))
        {
            first = await hub.LineAsync("/setup#");
            Assert.Contains("this computer only", await hub.LineAsync("Reach:"), StringComparison.Ordinal);
            Assert.Equal(0, await hub.TerminateAsync());
        }
        await using (var hub = await HubProgram.StartAsync(_directory, "--Hub:LocalDevices=0"))
        {
            Assert.Contains("edgehub admin reset", await hub.LineAsync("Set up:"), StringComparison.Ordinal);
            Assert.Empty(hub.Lines("/setup#"));
            var (code, output, _) = await HubProgram.RunAsync("admin", "reset", Data);
            Assert.Equal(0, code);
            var link = output.Split('\n')[0].Split(' ')[^1];

            using var client = new HttpClient();
            using var old = await SetUpAsync(client, link, first.Split('#')[1].Trim());
            Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
            using var done = await SetUpAsync(client, link, link.Split('#')[1]);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }
        var audit = (await HubProgram.RunAsync("audit", Data)).Output;
        Assert.Contains("administrator.setup", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(Browser.Password, audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_opens_the_hub_to_the_network_and_it_starts_again_by_itself()
    {
        Assert.SkipUnless(NetworkNamespace.IsAvailable, NetworkNamespace.Missing);
        var address = IPAddress.Parse("10.78.0.1");
        using var network = new NetworkNamespace(address);
        await using var hub = await HubProgram.StartAsync(network, _directory, "--Hub:LocalDevices=0");
        var link = (await hub.LineAsync("/setup#")).Split(' ')[^1];
        var https = await PortAsync("https");
        await Assert.ThrowsAsync<SocketException>(() => network.ConnectAsync(address, new IPEndPoint(address, https), Token));

        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) => new NetworkStream(
                await network.ConnectAsync(
                    IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken),
                ownsSocket: true),
        });
        using (var done = await SetUpAsync(client, link, link.Split('#')[1]))
        {
            var body = await done.Content.ReadFromJsonAsync<JsonElement>(Token);
            client.DefaultRequestHeaders.Add(AccessGuard.CsrfHeader, body.GetProperty("csrf").GetString());
            client.DefaultRequestHeaders.Add("Origin", $"http://{new Uri(link).Authority}");
        }
        using (var wrong = await client.PostAsJsonAsync(
            new Uri(new Uri(link), "/api/hub/network"), Listen("192.0.2.77"), Token))
        {
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }
        using (var changed = await client.PostAsJsonAsync(
            new Uri(new Uri(link), "/api/hub/network"), Listen("0.0.0.0"), Token))
        {
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.True((await changed.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("restarts").GetBoolean());
        }

        await hub.LineAsync($"https://{address}:");
        using var reached = await network.ConnectAsync(address, new IPEndPoint(address, await PortAsync("https")), Token);
        Assert.Single(hub.Lines("/setup#"));
        Assert.Equal(0, await hub.TerminateAsync());
    }

    public void Dispose() => _directory.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> Listen(string address) => new() { ["listen"] = address };

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, string page, string secret) =>
        client.PostAsJsonAsync(
            new Uri(new Uri(page), "/api/hub/setup"),
            new Dictionary<string, string> { ["link"] = secret, ["password"] = Browser.Password },
            Token);

    private async Task<int> PortAsync(string door)
    {
        using var ports = JsonDocument.Parse(await File.ReadAllBytesAsync(_directory.Path("ports.json"), Token));
        return ports.RootElement.GetProperty(door).GetInt32();
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Hub.Tests.Service;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Hub.Tests.Pairing;

/// <summary>The two programs as processes, with their command lines.</summary>
public sealed class PairingProgramTests : IDisposable
{
    private readonly TempDirectory _hubs = new();
    private readonly TempDirectory _devices = new();

    private string HubData => $"--Hub:DataDirectory={_hubs.Root}";

    private string DeviceData => _devices.Path("device");

    [Fact]
    public async Task A_device_pairs_by_the_code_that_it_shows_and_both_show_one_fingerprint()
    {
        await using var hub = await HubProgram.StartAsync(_hubs, "--Hub:LocalDevices=0");
        await using var device = AgentProgram.Pair(DeviceData, await DoorAsync());
        var name = await device.ValueAsync("Name:");
        var code = await device.ValueAsync("Code:");
        await device.LineAsync("Waiting as");

        var wrong = await HubProgram.RunAsync("pair", name, OtherThan(code), HubData);
        Assert.Contains("The code was wrong", wrong.Errors, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Code);
        await device.LineAsync("4 attempts are left");

        var right = await HubProgram.RunAsync("pair", name, code, HubData);
        Assert.Equal(0, right.Code);
        Assert.Equal(0, await device.WaitAsync());
        var fingerprint = await device.ValueAsync("Fingerprint:");
        Assert.Contains($"Fingerprint: {fingerprint}", right.Output, StringComparison.Ordinal);
        var listed = await HubProgram.RunAsync("devices", HubData);
        Assert.Contains($"device-{name.ToLowerInvariant()}", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_pairs_by_itself_at_its_first_start_and_its_secret_is_gone_afterwards()
    {
        await using var hub = await HubProgram.StartAsync(_hubs, "--Hub:LocalDevices=0");
        using var secret = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(secret);
        AgentProgram.WriteCard(DeviceData, verifier, $"127.0.0.1:{await DoorAsync()}", authority: null);

        await using var device = AgentProgram.Run(DeviceData);
        await device.LineAsync("to be told of this card's label");
        Assert.Contains("pairing", await AgentProgram.StatusAsync(DeviceData), StringComparison.Ordinal);

        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{await PortAsync("http")}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await File.ReadAllTextAsync(_hubs.Path(ConsoleToken.FileName), TestContext.Current.CancellationToken));
        using var added = await client.PostAsJsonAsync(
            "/api/hub/pairing/secrets", new { secret = secret.ToQrText() }, TestContext.Current.CancellationToken);
        Assert.True(added.IsSuccessStatusCode);

        await device.LineAsync("Paired with hub");
        await device.LineAsync("Connected to the hub");
        await hub.LineAsync("is paired; fingerprint");
        Assert.False(File.Exists(Path.Combine(DeviceData, "enrol.json")));
        var state = await client.GetFromJsonAsync<JsonElement>("/api/hub/pairing", TestContext.Current.CancellationToken);
        Assert.Equal(0, state.GetProperty("secrets").GetArrayLength());
        Assert.NotEqual(JsonValueKind.Null, state.GetProperty("paired")[0].GetProperty("activeAt").ValueKind);
    }

    public void Dispose()
    {
        _hubs.Dispose();
        _devices.Dispose();
    }

    private static string OtherThan(string code)
    {
        string other;
        do
        {
            using var made = PairingCode.New();
            other = made.ToDisplay();
        }
        while (other == code);
        return other;
    }

    private async Task<int> DoorAsync() => await PortAsync("device");

    private async Task<int> PortAsync(string door)
    {
        await using var file = File.OpenRead(_hubs.Path("ports.json"));
        var ports = await JsonSerializer.DeserializeAsync<Dictionary<string, int>>(
            file, cancellationToken: TestContext.Current.CancellationToken);
        return ports![door];
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.EndToEnd.Support;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Tests.Support;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>Somebody on the way between a running hub and a running device, who changes what he likes.</summary>
public sealed class AttackerTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private HubProcess? _hub;
    private Relay? _relay;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_only_relays_gains_nothing_and_replays_and_reordered_messages_lead_nowhere()
    {
        await StartAsync();
        await using var device = Pair("device");
        var (name, code) = await ShownAsync(device);
        await HubPairAsync(name, code, expected: 0);
        Assert.Equal(0, await device.WaitAsync(Cancellation));

        // All over again, in order, backwards, and the last word first: nothing but "wait" and "refused" comes back.
        var said = _relay!.Seen.Where(e => e.Status == 200).ToList();
        Assert.Equal(["/pair/hello", "/pair/reply", "/pair/confirm"], said.Select(e => e.Path));
        foreach (var exchange in said.Concat(Enumerable.Reverse(said)))
        {
            var (status, _) = await _relay.SayAsync(exchange.Path, exchange.Request);
            Assert.True(status is 202 or 403, $"{exchange.Path} is answered with {status}");
        }
        Assert.Single(await DevicesAsync());
    }

    public static TheoryData<string> Lies =>
    [
        "another TLS key in the hello", "another authority in the challenge", "another home", "an A of its own",
        "a B of its own", "another envelope in the confirm",
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Whoever_changes_anything_spoils_one_try_and_gets_nothing(string lie)
    {
        await StartAsync();
        var isOn = true;
        _relay!.Meddle = async (path, body, pass) =>
        {
            var (status, answer) = await pass(path, isOn ? Bend(lie, path, body) : body);
            return (status, isOn && status == 200 ? BendAnswer(lie, path, answer) : answer);
        };
        await using var device = Pair("device");
        var (name, code) = await ShownAsync(device);
        // With another key in the hello the hub shows another name; the owner is careless here and takes whoever is there.
        var listed = (await PairingAsync()).GetProperty("pending")[0].GetProperty("name").GetString()!;
        Assert.Equal(lie == "another TLS key in the hello", listed != name);
        await HubPairAsync(listed, code, expected: 1);
        Assert.Empty(await DevicesAsync());
        Assert.False(File.Exists(_directory.Combine("device", "home.json")));

        isOn = false; // the attacker goes away: one try was spoilt, the code is still good
        await Eventually.TrueAsync(
            "the device waits at the hub",
            async () => (await PairingAsync()).GetProperty("pending").EnumerateArray().Any(p =>
                p.GetProperty("name").GetString() == name && p.GetProperty("state").GetString() == "pending"),
            Cancellation);
        await HubPairAsync(name, code, expected: 0);
        Assert.Equal(0, await device.WaitAsync(Cancellation));
        Assert.Single(await DevicesAsync());
    }

    [Fact]
    public async Task Whoever_poses_as_the_hub_has_five_guesses_and_no_more_after_a_kill()
    {
        await StartAsync();
        using var facts = new RogueHubKeys();
        var guesses = 0;
        RogueHub? rogue = null;
        PairingHello? hello = null;
        _relay!.Meddle = (path, body, _) => Task.FromResult(path switch
        {
            "/pair/hello" => (200, Challenge(body)),
            "/pair/reply" => (200, Guess(body)),
            _ => (403, WireJson.Write(new PairingRefused(1), WireJson.Default.PairingRefused)),
        });
        byte[] Challenge(byte[] body)
        {
            hello = WireJson.Parse(body, WireJson.Default.PairingHello);
            rogue?.Dispose();
            rogue = new RogueHub(facts.Facts);
            return WireJson.Write(rogue.Challenge(hello), WireJson.Default.PairingChallenge);
        }
        byte[] Guess(byte[] body)
        {
            guesses++;
            using var code = PairingCode.New();
            return WireJson.Write(
                rogue!.Prove(WireJson.Parse(body, WireJson.Default.PairingReply), code), WireJson.Default.PairingProof);
        }

        await using (var first = Pair("device"))
        {
            await first.LineAsync("3 attempts are left", Cancellation);
            await first.KillAsync(Cancellation);
        }
        await using var second = Pair("device");
        Assert.Equal(3, await second.WaitAsync(Cancellation));
        Assert.Contains("switch this device off and on", second.Output, StringComparison.Ordinal);
        Assert.Equal(5, guesses);
        await using var third = Pair("device");
        Assert.Equal(3, await third.WaitAsync(Cancellation));
        Assert.Equal(5, guesses);
        rogue?.Dispose();
    }

    [Fact]
    public async Task Whoever_poses_as_a_card_has_five_guesses_and_no_more_after_a_kill_of_the_hub()
    {
        await StartAsync();
        using var secret = PrintedSecret.New();
        await RegisterAsync(secret);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await GuessAsync(secret));
        }
        await _hub!.Process.KillAsync(Cancellation);
        await RestartHubAsync();
        for (var i = 0; i < 2; i++)
        {
            Assert.True(await GuessAsync(secret));
        }
        Assert.False(await GuessAsync(secret));
        Assert.Equal(0, (await PairingAsync()).GetProperty("secrets")[0].GetProperty("attemptsLeft").GetInt32());

        // The owner says that the card is his: the true one comes in.
        await using (var release = Hub("pair", "secrets", "release", secret.Enrolment.ToString()))
        {
            Assert.Equal(0, await release.WaitAsync(Cancellation));
        }
        await using var device = Pair("card", "--secret", secret.ToQrText());
        Assert.Equal(0, await device.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task A_hub_that_is_killed_between_grant_and_first_connection_takes_the_device_in_all_the_same()
    {
        await StartAsync();
        _relay!.Meddle = async (path, body, pass) =>
        {
            var answer = await pass(path, body);
            if (path == "/pair/confirm" && answer.Status == 200)
            {
                await _hub!.Process.KillAsync(Cancellation);
            }
            return answer;
        };
        await using var device = Pair("device");
        var (name, code) = await ShownAsync(device);
        await using (var pair = Hub("pair", name, code))
        {
            await device.LineAsync("Has its certificate", Cancellation);
        }
        await RestartHubAsync();
        Assert.Equal(0, await device.WaitAsync(Cancellation));
        var paired = (await PairingAsync()).GetProperty("paired")[0];
        Assert.Equal(await device.ValueAsync("Fingerprint:", Cancellation), paired.GetProperty("fingerprint").GetString());
        Assert.Single(await DevicesAsync());
    }

    [Fact]
    public async Task A_known_device_that_pairs_again_waits_for_approval_with_one_fingerprint_on_both_sides()
    {
        await StartAsync();
        await using (var first = Pair("device"))
        {
            var (name, code) = await ShownAsync(first);
            await HubPairAsync(name, code, expected: 0);
            Assert.Equal(0, await first.WaitAsync(Cancellation));
        }
        await using var again = Pair("device");
        var shown = await ShownAsync(again);
        await using (var pair = Hub("pair", shown.Name, shown.Code))
        {
            Assert.Equal(0, await pair.WaitAsync(Cancellation));
            Assert.Contains("belongs to the home already", pair.Output, StringComparison.Ordinal);
            var fingerprint = await pair.ValueAsync("Fingerprint:", Cancellation);
            await again.LineAsync($"the fingerprint {fingerprint}", Cancellation);
        }
        Assert.False(again.HasExited);
        await using var approve = Hub("pair", "approve", shown.Name);
        Assert.Equal(0, await approve.WaitAsync(Cancellation));
        Assert.Equal(0, await again.WaitAsync(Cancellation));
        Assert.Single(await DevicesAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
        _directory.Dispose();
    }

    private async Task StartAsync()
    {
        _hub = await HubProcess.StartAsync(_directory.Combine("hub"), Cancellation, localDevices: 0);
        _relay = await Relay.StartAsync(IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, _hub.AllPorts[2]), Cancellation);
    }

    private async Task RestartHubAsync()
    {
        var ports = _hub!.AllPorts;
        await _hub.DisposeAsync();
        _hub = await HubProcess.StartAsync(_directory.Combine("hub"), Cancellation, localDevices: 0, ports: ports);
    }

    private ChildProcess Pair(string directory, params string[] more) => new(
        "edgeagent", Programs.Agent,
        ["pair", "--data", _directory.Combine(directory), "--hub", $"127.0.0.1:{_relay!.Port}", .. more]);

    private ChildProcess Hub(params string[] arguments) =>
        new("edgehub", Programs.Hub, [.. arguments, $"--Hub:DataDirectory={_hub!.DataDirectory}"]);

    private static async Task<(string Name, string Code)> ShownAsync(ChildProcess device)
    {
        var shown = (await device.ValueAsync("Name:", Cancellation), await device.ValueAsync("Code:", Cancellation));
        await device.LineAsync("Waiting as", Cancellation);
        return shown;
    }

    private async Task HubPairAsync(string name, string code, int expected)
    {
        await using var pair = Hub("pair", name, code);
        var exit = await pair.WaitAsync(Cancellation);
        Assert.True(exit == expected, $"exit code {exit}\n{pair}");
    }

    private async Task RegisterAsync(PrintedSecret secret)
    {
        await using var add = Hub("pair", "secrets", "add");
        await add.WriteLineAsync(secret.ToQrText());
        add.CloseInput();
        Assert.Equal(0, await add.WaitAsync(Cancellation));
    }

    /// <summary>Poses as the card with a secret of its own.</summary>
    /// <returns>Whether the hub gave a proof to compare the guess with.</returns>
    private async Task<bool> GuessAsync(PrintedSecret secret)
    {
        using var wrong = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(wrong);
        using var card = new RogueDevice(verifier, Bytes32.Parse($"0x{new string('5', 64)}"), secret.Enrolment);
        var hello = WireJson.Write(card.Hello, WireJson.Default.PairingHello);
        var (status, body) = await _relay!.SayAsync("/pair/hello", hello);
        if (status != 200)
        {
            return false;
        }
        var reply = card.Reply(WireJson.Parse(body, WireJson.Default.PairingChallenge));
        (status, body) = await _relay.SayAsync("/pair/reply", WireJson.Write(reply, WireJson.Default.PairingReply));
        Assert.Equal(200, status);
        Assert.False(card.Keys!.IsHubProof(WireJson.Parse(body, WireJson.Default.PairingProof).Mac));
        await _relay.SayAsync("/pair/hello", hello); // the device did not like the proof
        return true;
    }

    private async Task<JsonElement> PairingAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/hub/pairing");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", await File.ReadAllTextAsync(Path.Combine(_hub!.DataDirectory, "console.token"), Cancellation));
        using var response = await _hub.Http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private async Task<IReadOnlyList<JsonElement>> DevicesAsync() => [.. await _hub!.ListDevicesAsync(Cancellation)];

    private static byte[] Bend(string lie, string path, byte[] body)
    {
        switch (lie, path)
        {
            case ("another TLS key in the hello", "/pair/hello"):
                var hello = WireJson.Parse(body, WireJson.Default.PairingHello);
                return WireJson.Write(hello with { SpkiHash = Flip(hello.SpkiHash) }, WireJson.Default.PairingHello);
            case ("a B of its own", "/pair/reply"):
                var reply = WireJson.Parse(body, WireJson.Default.PairingReply);
                return WireJson.Write(reply with { PublicB = Flip(reply.PublicB) }, WireJson.Default.PairingReply);
            case ("another envelope in the confirm", "/pair/confirm"):
                var confirm = WireJson.Parse(body, WireJson.Default.PairingConfirm);
                return WireJson.Write(confirm with { Envelope = Flip(confirm.Envelope) }, WireJson.Default.PairingConfirm);
            default:
                return body;
        }
    }

    private static byte[] BendAnswer(string lie, string path, byte[] body)
    {
        if (path != "/pair/hello")
        {
            return body;
        }
        var challenge = WireJson.Parse(body, WireJson.Default.PairingChallenge);
        using var other = SigningKey.Create();
        return WireJson.Write(
            lie switch
            {
                "another authority in the challenge" => challenge with { CaSpkiHash = Flip(challenge.CaSpkiHash) },
                "another home" => challenge with { Hub = other.Address, HomeId = Home.IdOf(other.Address) },
                "an A of its own" => challenge with { PublicA = Flip(challenge.PublicA) },
                _ => challenge,
            },
            WireJson.Default.PairingChallenge);
    }

    private static Bytes32 Flip(Bytes32 value) => new(Flip(value.ToArray()));

    private static byte[] Flip(byte[] value)
    {
        var flipped = value.ToArray();
        flipped[^1] ^= 1;
        return flipped;
    }

    /// <summary>A hub's name and authority that are as good as any.</summary>
    private sealed class RogueHubKeys : IDisposable
    {
        private readonly SigningKey _key = SigningKey.Create();

        public RogueHubKeys() =>
            Facts = new HubFacts(_key.Address, Home.IdOf(_key.Address), new Bytes32(new byte[32]));

        public HubFacts Facts { get; }

        public void Dispose() => _key.Dispose();
    }
}

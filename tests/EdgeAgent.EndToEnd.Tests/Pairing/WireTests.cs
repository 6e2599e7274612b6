using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.EndToEnd.Support;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>Hub and device as processes on two machines with a switch between them, on which everything is recorded.</summary>
public sealed class WireTests : IAsyncDisposable
{
    private static readonly byte[] s_control = RandomNumberGenerator.GetBytes(24);
    private static readonly byte[] s_controlText = Encoding.ASCII.GetBytes(Convert.ToBase64String([1, .. s_control]));

    private readonly TemporaryDirectory _directory = new();
    private NetworkLab? _lab;
    private ChildProcess? _hub;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string HubData => $"--Hub:DataDirectory={_directory.Combine("hub")}";

    [Fact]
    public async Task Two_machines_pair_by_code_and_neither_wire_nor_relay_sees_anything_of_it()
    {
        var door = await StartHubAsync();
        await using var relay = await Relay.StartAsync(_lab!.OnBridge, door, Cancellation);
        await using var capture = await Capture.StartAsync(_lab.Bridge, _directory.Combine("code.pcapng"), Cancellation);
        await using var device = NetworkLab.Start(
            _lab.DeviceSpace, "edgeagent", Programs.Agent,
            "pair", "--data", _directory.Combine("device"), "--hub", $"{_lab.OnBridge}:{relay.Port}");
        var name = await device.ValueAsync("Name:", Cancellation);
        var code = await device.ValueAsync("Code:", Cancellation);
        await device.LineAsync("Waiting as", Cancellation);

        var said = await NetworkLab.RunAsync(_lab.HubSpace, Programs.Hub, ["pair", name, code, HubData], Cancellation);
        Assert.Equal(0, await device.WaitAsync(Cancellation));
        Assert.Contains(await device.ValueAsync("Fingerprint:", Cancellation), said, StringComparison.Ordinal);
        await SendControlAsync(door);

        var recorded = await capture.FinishAsync(s_controlText, Cancellation);
        var clear = Clear(relay);
        var hello = WireJson.Parse(relay.Seen[0].Request, WireJson.Default.PairingHello);
        AssertSearchWorks(recorded, clear, hello);
        using var typed = PairingCode.TryParse(code)!;
        using var x = SecretStretch.PrivateKey(SrpGroup.Standard, typed, hello.Enrolment, hello.Salt);
        var password = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal)),
            hello.Salt, PairingLimits.CodeIterations, HashAlgorithmName.SHA256, 32);
        foreach (var bytes in (byte[][])[recorded, clear])
        {
            Assert.Empty(SecretSearch.FindCode(bytes, code));
            Assert.Empty(SecretSearch.Find(bytes, password));
            Assert.Empty(SecretSearch.Find(bytes, x.Span));
            Assert.Empty(SecretSearch.Find(bytes, SrpGroup.Standard.PowerOfGenerator(x.Span)));
        }
    }

    [Fact]
    public async Task A_card_on_another_machine_pairs_by_its_label_and_the_wire_sees_nothing_of_it()
    {
        var door = await StartHubAsync();
        using var secret = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(secret);
        PrivateFile.EnsureDirectory(_directory.Combine("card"));
        PrivateFile.WriteAtomic(
            _directory.Combine("card", EnrolmentCard.FileName),
            EnrolmentCard.Write(
                verifier, $"{door}", await File.ReadAllBytesAsync(_directory.Combine("hub", "authority", "authority.crt"), Cancellation)));
        await using (var add = NetworkLab.Start(_lab!.HubSpace, "edgehub", Programs.Hub, "pair", "secrets", "add", HubData))
        {
            await add.WriteLineAsync(secret.ToQrText());
            add.CloseInput();
            Assert.Equal(0, await add.WaitAsync(Cancellation));
        }

        await using var capture = await Capture.StartAsync(_lab.Bridge, _directory.Combine("card.pcapng"), Cancellation);
        await using var device = NetworkLab.Start(
            _lab.DeviceSpace, "edgeagent", Programs.Agent, "run", "--data", _directory.Combine("card"));
        await device.LineAsync("Paired with hub", Cancellation);
        await device.LineAsync("Connected to the hub", Cancellation);
        await SendControlAsync(door);

        var recorded = await capture.FinishAsync(s_controlText, Cancellation);
        Assert.NotEmpty(SecretSearch.Find(recorded, s_control));
        using var x = SecretStretch.PrivateKey(SrpGroup.Standard, secret, verifier.Salt);
        Assert.Empty(SecretSearch.Find(recorded, Encoding.ASCII.GetBytes(secret.ToQrText().Split(':')[2])));
        Assert.Empty(SecretSearch.Find(recorded, secret.Secret));
        Assert.Empty(SecretSearch.Find(recorded, x.Span));
        Assert.Empty(SecretSearch.Find(recorded, verifier.Verifier));
        Assert.False(File.Exists(_directory.Combine("card", EnrolmentCard.FileName)));
    }

    [Fact]
    public async Task Nor_does_the_session_key_or_what_is_made_of_it_appear_anywhere()
    {
        var door = await StartHubAsync();
        await using var relay = await Relay.StartAsync(_lab!.OnBridge, door, Cancellation);
        await using var capture = await Capture.StartAsync(_lab.Bridge, _directory.Combine("keys.pcapng"), Cancellation);
        using var device = new ClearDevice(_directory.Combine("clear"));
        await using (var add = NetworkLab.Start(_lab.HubSpace, "edgehub", Programs.Hub, "pair", "secrets", "add", HubData))
        {
            await add.WriteLineAsync(device.Secret.ToQrText());
            add.CloseInput();
            Assert.Equal(0, await add.WaitAsync(Cancellation));
        }

        var grant = await device.PairAsync($"https://{_lab.OnBridge}:{relay.Port}", Cancellation);
        Assert.Equal(device.Address, grant.Descriptor.Device);
        await SendControlAsync(door);

        var recorded = await capture.FinishAsync(s_controlText, Cancellation);
        var clear = Clear(relay);
        AssertSearchWorks(recorded, clear, device.Hello);
        foreach (var value in device.Hidden())
        {
            Assert.Empty(SecretSearch.Find(recorded, value));
            Assert.Empty(SecretSearch.Find(clear, value));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
        _directory.Dispose();
    }

    private async Task<IPEndPoint> StartHubAsync()
    {
        _lab = await NetworkLab.CreateAsync(Cancellation);
        await using (var password = new ChildProcess("edgehub", Programs.Hub, ["admin", "set-password", HubData]))
        {
            await password.WriteLineAsync(RandomNumberGenerator.GetHexString(32)); // no network without an administrator
            password.CloseInput();
            Assert.Equal(0, await password.WaitAsync(Cancellation));
        }
        _hub = NetworkLab.Start(
            _lab.HubSpace, "edgehub", Programs.Hub,
            HubData, $"--Hub:Listen={_lab.HubAddress}", "--Hub:HttpPort=0", "--Hub:HttpsPort=0", "--Hub:DevicePort=0",
            "--Hub:MqttTlsPort=0", "--Hub:MqttPort=0", "--Hub:LocalDevices=0");
        await _hub.LineAsync("Doors open", Cancellation);
        using var ports = JsonDocument.Parse(
            await File.ReadAllBytesAsync(_directory.Combine("hub", "ports.json"), Cancellation));
        return new IPEndPoint(_lab.HubAddress, ports.RootElement.GetProperty("device").GetInt32());
    }

    /// <summary>Something that can be found, so that finding nothing means something.</summary>
    private static async Task SendControlAsync(IPEndPoint door)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(door, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(s_controlText, Cancellation);
        try
        {
            while (await stream.ReadAsync(new byte[64], Cancellation) > 0)
            {
                // An alert, and the end.
            }
        }
        catch (IOException)
        {
            // The hub wants TLS and hangs up.
        }
    }

    private static byte[] Clear(Relay relay) =>
        [.. relay.Seen.SelectMany(e => (byte[])[.. e.Request, .. e.Response])];

    private static void AssertSearchWorks(byte[] recorded, byte[] clear, PairingHello hello)
    {
        Assert.NotEmpty(SecretSearch.Find(recorded, s_control));
        Assert.NotEmpty(SecretSearch.Find(clear, hello.Salt));
        Assert.NotEmpty(SecretSearch.Find(clear, hello.Nonce.ToArray()));
    }
}

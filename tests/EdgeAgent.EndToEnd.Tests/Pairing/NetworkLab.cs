using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>Two machines on one switch: two network namespaces joined by a bridge, on which everything can be recorded. All of it goes with the test.</summary>
internal sealed class NetworkLab : IAsyncDisposable
{
    private readonly string _id = RandomNumberGenerator.GetHexString(5, lowercase: true);
    private readonly string _net = string.Create(
        CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(128, 255)}.{RandomNumberGenerator.GetInt32(255)}");

    private NetworkLab()
    {
    }

    /// <summary>The switch, where the test itself can stand too.</summary>
    public string Bridge => $"ea{_id}b";

    public IPAddress OnBridge => IPAddress.Parse($"{_net}.1");

    public IPAddress HubAddress => IPAddress.Parse($"{_net}.2");

    public string HubSpace => $"ea{_id}h";

    public string DeviceSpace => $"ea{_id}d";

    /// <summary>Builds it; skips the test, and says why, where it cannot be built.</summary>
    public static async Task<NetworkLab> CreateAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(Environment.UserName == "root", "Network namespaces need root.");
        foreach (var (program, package) in new[] { ("ip", "iproute2"), ("tshark", "tshark") })
        {
            Assert.SkipUnless(IsInstalled(program), $"{program} is missing: apt-get install -y {package}");
        }
        var lab = new NetworkLab();
        try
        {
            await lab.BuildAsync(cancellationToken);
            return lab;
        }
        catch (InvalidOperationException e)
        {
            await lab.DisposeAsync();
            Assert.Skip($"This machine lets nobody make network namespaces: {e.Message}");
            throw;
        }
    }

    /// <summary>Starts a program on one of the machines.</summary>
    public static ChildProcess Start(string space, string name, string program, params IEnumerable<string> arguments) =>
        new(name, "ip", ["netns", "exec", space, program, .. arguments]);

    /// <summary>Runs a program on one of the machines to its end.</summary>
    public static async Task<string> RunAsync(
        string space, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var process = Start(space, program, program, arguments);
        var code = await process.WaitAsync(cancellationToken);
        Assert.True(code == 0, $"{process}");
        return process.Output;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var arguments in (string[][])[["netns", "del", HubSpace], ["netns", "del", DeviceSpace], ["link", "del", Bridge]])
        {
            await using var ip = new ChildProcess("ip", "ip", arguments);
            await ip.WaitAsync(CancellationToken.None); // what was never made cannot be removed
        }
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        await IpAsync(cancellationToken, "link", "add", Bridge, "type", "bridge");
        await IpAsync(cancellationToken, "addr", "add", $"{OnBridge}/24", "dev", Bridge);
        await IpAsync(cancellationToken, "link", "set", Bridge, "up");
        await JoinAsync(HubSpace, $"{HubAddress}", cancellationToken);
        await JoinAsync(DeviceSpace, $"{_net}.3", cancellationToken);
    }

    private async Task JoinAsync(string space, string address, CancellationToken cancellationToken)
    {
        await IpAsync(cancellationToken, "netns", "add", space);
        await IpAsync(cancellationToken, "link", "add", $"{space}v", "type", "veth", "peer", "name", "eth0", "netns", space);
        await IpAsync(cancellationToken, "link", "set", $"{space}v", "master", Bridge, "up");
        await IpAsync(cancellationToken, "-n", space, "addr", "add", $"{address}/24", "dev", "eth0");
        await IpAsync(cancellationToken, "-n", space, "link", "set", "eth0", "up");
        await IpAsync(cancellationToken, "-n", space, "link", "set", "lo", "up");
    }

    private static async Task IpAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        await using var ip = new ChildProcess("ip", "ip", arguments);
        if (await ip.WaitAsync(cancellationToken) != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {ip.Output}");
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(["/sbin", "/usr/sbin"])
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}

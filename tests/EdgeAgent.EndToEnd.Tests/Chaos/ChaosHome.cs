using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Chaos;

/// <summary>A hub and devices that nobody supervises, so that each can be killed and restarted by itself.</summary>
internal sealed class ChaosHome : IAsyncDisposable
{
    private readonly string _hubDirectory;
    private readonly int[] _ports;
    private readonly string[] _deviceDirectories;
    private readonly ChildProcess?[] _devices;

    private ChaosHome(string hubDirectory, int[] ports, string[] deviceDirectories)
    {
        _hubDirectory = hubDirectory;
        _ports = ports;
        _deviceDirectories = deviceDirectories;
        _devices = new ChildProcess?[deviceDirectories.Length];
    }

    public IReadOnlyList<string> DeviceDirectories => _deviceDirectories;

    public int DeviceCount => _devices.Length;

    public HubProcess? Hub { get; private set; }

    public Uri Api => new($"http://127.0.0.1:{_ports[0]}/");

    /// <summary>Lets a hub enrol local devices, stops it, and starts both sides again as processes of their own.</summary>
    public static async Task<ChaosHome> StartAsync(
        TemporaryDirectory directory, int devices, CancellationToken cancellationToken)
    {
        var ports = Ports.Free(5);
        await using (var nursery = await HubProcess.StartAsync(directory.Path, cancellationToken, devices, ports: ports))
        {
            Assert.Equal(0, await nursery.Process.InterruptAsync(cancellationToken));
        }
        var local = Path.Combine(directory.Path, "local");
        var home = new ChaosHome(directory.Path, ports, [.. Directory.GetDirectories(local).Order()]);
        Assert.Equal(devices, home.DeviceCount);
        await home.StartHubAsync(cancellationToken);
        for (var i = 0; i < devices; i++)
        {
            home.StartDevice(i);
        }
        await home.Hub!.WaitForDevicesAsync(devices, cancellationToken);
        return home;
    }

    /// <summary>What each process has said since its last start, for the message of a failing run.</summary>
    public string Describe() => string.Join(
        "\n\n",
        _devices.Select((device, i) => $"{DeviceChain.Read(_deviceDirectories[i])} {device}").Prepend($"{Hub?.Process}"));

    public bool IsUp(int device) => _devices[device] is not null;

    public async Task StartHubAsync(CancellationToken cancellationToken) =>
        Hub = await HubProcess.StartAsync(_hubDirectory, cancellationToken, localDevices: 0, ports: _ports);

    /// <remarks>
    /// One answer at a time: one that is computed beside others agrees with the one computed alone by score, not in every
    /// token, and here the same question must always have the same answer.
    /// </remarks>
    public void StartDevice(int device) =>
        _devices[device] = AgentProcess.Start(_deviceDirectories[device], "Inference:Slots=1");

    public async Task KillHubAsync(CancellationToken cancellationToken)
    {
        var hub = Hub!;
        Hub = null;
        await hub.Process.KillAsync(cancellationToken);
        await hub.DisposeAsync();
    }

    public async Task KillDeviceAsync(int device, CancellationToken cancellationToken)
    {
        var process = _devices[device]!;
        _devices[device] = null;
        Assert.False(process.HasExited, $"a device ended by itself: {process}");
        await process.KillAsync(cancellationToken);
        await process.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices)
        {
            if (device is not null)
            {
                await device.DisposeAsync();
            }
        }
        if (Hub is not null)
        {
            await Hub.DisposeAsync();
        }
    }
}

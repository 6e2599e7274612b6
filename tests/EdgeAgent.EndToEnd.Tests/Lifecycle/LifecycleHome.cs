using EdgeAgent.EndToEnd.Support;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>A hub and one device on a data directory of its own, each started and stopped by the test, with whatever clock it wants.</summary>
internal sealed class LifecycleHome : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<ChildProcess> _agents = [];
    private readonly int[] _ports = Ports.Free(5);

    private LifecycleHome()
    {
    }

    public HubProcess Hub { get; private set; } = null!;

    public string HubDirectory { get; private set; } = "";

    /// <summary>The device's data directory.</summary>
    public string Device => _directory.Combine("device");

    public string Combine(string name) => _directory.Combine(name);

    /// <summary>A home with an enrolled device; nothing of it runs. The hub enrols a device of its own box, which then moves out.</summary>
    public static async Task<LifecycleHome> CreateAsync(CancellationToken cancellationToken)
    {
        var home = new LifecycleHome();
        home.HubDirectory = home.Combine("hub");
        try
        {
            home.Hub = await HubProcess.StartAsync(
                home.HubDirectory, cancellationToken, localDevices: 1, ports: home._ports);
            await home.StopHubAsync(cancellationToken);
            Directory.Move(Path.Combine(home.HubDirectory, "local", "1"), home.Device);
            Directory.Delete(Path.Combine(home.HubDirectory, "local"), recursive: true);
            using var database = new SqliteConnection(
                $"Data Source={Path.Combine(home.HubDirectory, "hub.db")};Pooling=False");
            database.Open();
            using var move = database.CreateCommand();
            move.CommandText = "UPDATE devices SET local_slot = NULL";
            Assert.Equal(1, move.ExecuteNonQuery());
            return home;
        }
        catch
        {
            await home.DisposeAsync();
            throw;
        }
    }

    public async Task StartHubAsync(
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? clock = null,
        string? directory = null) =>
        Hub = await HubProcess.StartAsync(
            directory ?? HubDirectory, cancellationToken, localDevices: 0, ports: _ports, environment: clock);

    /// <summary>With another clock than the machine's the program does not hear a signal to end.</summary>
    public async Task KillHubAsync(CancellationToken cancellationToken)
    {
        await Hub.Process.KillAsync(cancellationToken);
        await Hub.DisposeAsync();
    }

    public async Task StopHubAsync(CancellationToken cancellationToken)
    {
        Assert.Equal(0, await Hub.Process.TerminateAsync(cancellationToken));
        await Hub.DisposeAsync();
    }

    public ChildProcess StartAgent(
        IReadOnlyDictionary<string, string>? clock = null, string? directory = null)
    {
        var agent = AgentProcess.Start(directory ?? Device, environment: clock);
        _agents.Add(agent);
        return agent;
    }

    /// <summary>The device as it is now, for a copy that comes back later.</summary>
    public string CopyDevice(string name)
    {
        var copy = Combine(name);
        Directory.CreateDirectory(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(Device).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
        return copy;
    }

    /// <summary>A command of the hub's program on the home's data.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> CommandAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        await using var command = StartCommand(arguments);
        var code = await command.WaitAsync(cancellationToken);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}\n{command.Output}");
        return command.Output;
    }

    public ChildProcess StartCommand(params string[] arguments) => new(
        "edgehub", Programs.Hub, [.. arguments, $"--Hub:DataDirectory={HubDirectory}"]);

    public Task WaitOnlineAsync(ChildProcess agent, CancellationToken cancellationToken) => WaitAsync(
        "the device is online", agent, async () => await Hub.CountOnlineDevicesAsync(cancellationToken) == 1, cancellationToken);

    public Task WaitOfflineAsync(CancellationToken cancellationToken) => Eventually.TrueAsync(
        "the device is offline",
        async () => await Hub.CountOnlineDevicesAsync(cancellationToken) == 0,
        cancellationToken,
        TimeSpan.FromMinutes(2));

    /// <summary>Waits until the agent has said something.</summary>
    public Task WaitSaidAsync(ChildProcess process, string text, CancellationToken cancellationToken, int times = 1) => WaitAsync(
        $"'{text}' is said",
        process,
        () => Task.FromResult(process.Output.Split(text).Length > times),
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }
        if (Hub is not null)
        {
            await Hub.DisposeAsync();
        }
        _directory.Dispose();
    }

    private async Task WaitAsync(
        string what, ChildProcess process, Func<Task<bool>> probe, CancellationToken cancellationToken)
    {
        try
        {
            await Eventually.TrueAsync(what, probe, cancellationToken, TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{process}\n{Hub.Process}", e);
        }
    }
}

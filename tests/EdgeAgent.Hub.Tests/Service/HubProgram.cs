using System.Diagnostics;
using System.Threading.Channels;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;

namespace EdgeAgent.Hub.Tests.Service;

/// <summary>A running <c>edgehub</c> process.</summary>
internal sealed class HubProgram : IAsyncDisposable
{
    public static readonly string[] FreePorts =
    [
        "--Hub:HttpPort=0", "--Hub:HttpsPort=0", "--Hub:DevicePort=0", "--Hub:MqttTlsPort=0", "--Hub:MqttPort=0",
    ];

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _past = [];

    private HubProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _lines.Writer.TryWrite(line.Data ?? "");
        process.BeginOutputReadLine();
    }

    /// <summary>Starts a hub on free ports and waits for its page's address.</summary>
    public static async Task<HubProgram> StartAsync(TempDirectory directory, params string[] arguments)
    {
        var hub = new HubProgram(Start([Programs.Hub, $"--Hub:DataDirectory={directory.Root}", .. FreePorts, .. arguments]));
        await hub.LineAsync("Doors open");
        return hub;
    }

    /// <summary>Starts a hub in a network of its own, on free ports, and waits for its page's address.</summary>
    public static async Task<HubProgram> StartAsync(
        NetworkNamespace network, TempDirectory directory, params string[] arguments)
    {
        var hub = new HubProgram(Start(
            [.. network.Prefix, Programs.Hub, $"--Hub:DataDirectory={directory.Root}", .. FreePorts, .. arguments]));
        await hub.LineAsync("Doors open");
        return hub;
    }

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        RunWithInputAsync("", arguments);

    /// <summary>Runs a command to its end, with what it reads.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunWithInputAsync(
        string input, params string[] arguments)
    {
        using var process = Start([Programs.Hub, .. arguments]);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The first line, past or to come, that contains a text.</summary>
    public async Task<string> LineAsync(string text)
    {
        string? found;
        while ((found = _past.Find(line => line.Contains(text, StringComparison.Ordinal))) is null)
        {
            _past.Add(await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTimeAsync());
        }
        return found;
    }

    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        ProcessSignal.Terminate(_process);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        return _process.ExitCode;
    }

    /// <summary>All lines so far that contain a text.</summary>
    public IReadOnlyList<string> Lines(string text)
    {
        while (_lines.Reader.TryRead(out var line))
        {
            _past.Add(line);
        }
        return _past.FindAll(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>SIGKILL, its children not included.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private static Process Start(string[] command) => Process.Start(
        new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
}

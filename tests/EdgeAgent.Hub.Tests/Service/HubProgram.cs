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
        var hub = new HubProgram(Start([$"--Hub:DataDirectory={directory.Root}", .. FreePorts, .. arguments]));
        await hub.LineAsync("Doors open");
        return hub;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
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

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Programs.Hub, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
}

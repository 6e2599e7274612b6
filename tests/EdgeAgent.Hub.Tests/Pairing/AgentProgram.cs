using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Hub.Tests.Pairing;

/// <summary>A running <c>edgeagent</c> process, both outputs together.</summary>
internal sealed class AgentProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _past = [];

    private AgentProgram(params IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(Programs.Agent, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _process.OutputDataReceived += (_, line) => _lines.Writer.TryWrite(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Writer.TryWrite(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static AgentProgram Pair(string data, int door, params string[] more) =>
        new(["pair", "--data", data, "--hub", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{door}"), .. more]);

    public static AgentProgram Run(string data) => new("run", "--data", data);

    public static async Task<string> StatusAsync(string data)
    {
        await using var status = new AgentProgram("status", "--data", data);
        await status.WaitAsync();
        status._lines.Writer.Complete();
        var lines = new List<string>();
        await foreach (var line in status._lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }
        return string.Join('\n', lines);
    }

    /// <summary>What a flashing tool leaves on a card.</summary>
    public static void WriteCard(string data, PairingVerifier verifier, string? hub, byte[]? authority)
    {
        PrivateFile.EnsureDirectory(data);
        PrivateFile.WriteAtomic(Path.Combine(data, EnrolmentCard.FileName), EnrolmentCard.Write(verifier, hub, authority));
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

    /// <summary>What stands behind a label.</summary>
    public async Task<string> ValueAsync(string label) => (await LineAsync(label)).Split(label)[1].Trim();

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
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
}

using System.Diagnostics;
using System.Globalization;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>The program <c>edgeagent</c> as a process of its own.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    /// <summary>In its project's own output: the copy beside the tests lacks what ASP.NET Core brings to them.</summary>
    private static readonly string s_path = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "EdgeAgent.Edge.Service", new DirectoryInfo(AppContext.BaseDirectory).Name, "edgeagent");

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private AgentProcess(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static AgentProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(s_path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new AgentProcess(Process.Start(start)!);
    }

    /// <summary>What a service manager sends.</summary>
    public async Task TerminateAsync()
    {
        var pid = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {pid}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Lets go of the other end of its standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for its end.</summary>
    public async Task<(int Code, string Out, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        return (_process.ExitCode, await _out, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None); // also after a test that was cancelled
        }
        _process.Dispose();
    }
}

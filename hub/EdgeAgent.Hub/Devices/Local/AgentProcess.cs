using System.Diagnostics;

namespace EdgeAgent.Hub.Devices;

/// <summary>A running agent. Its standard input is a pipe from the hub: when the hub dies, however it dies, the agent sees the end of it and leaves.</summary>
internal sealed class AgentProcess : IDisposable
{
    /// <summary>Longest line taken from an agent, characters.</summary>
    public const int LineChars = 16 * 1024;

    /// <summary>How long an agent may drain: its running jobs have 10 seconds.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(12);

    private readonly Process _process;

    private AgentProcess(Process process)
    {
        _process = process;
        Output = new BoundedLineReader(process.StandardOutput.BaseStream, LineChars);
        Errors = new BoundedLineReader(process.StandardError.BaseStream, LineChars);
    }

    public int Id => _process.Id;

    public BoundedLineReader Output { get; }

    public BoundedLineReader Errors { get; }

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static AgentProcess Start(string program, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return new AgentProcess(Process.Start(start)!);
    }

    /// <summary>Writes a line to the agent.</summary>
    public async Task WriteLineAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        var input = _process.StandardInput.BaseStream;
        await input.WriteAsync(utf8, cancellationToken);
        await input.WriteAsync("\n"u8.ToArray(), cancellationToken);
        await input.FlushAsync(cancellationToken);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks the agent to drain and end; kills it when it takes too long.</summary>
    /// <returns>False when it had to be killed.</returns>
    public async Task<bool> StopAsync(TimeProvider time)
    {
        ProcessSignal.Terminate(_process);
        CloseInput();
        using var patience = new CancellationTokenSource(Drain, time);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        CloseInput();
        Output.Dispose();
        Errors.Dispose();
        _process.Dispose();
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The agent has closed its end first.
        }
    }
}

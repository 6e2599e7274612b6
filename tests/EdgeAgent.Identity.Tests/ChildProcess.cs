using System.ComponentModel;
using System.Diagnostics;

namespace EdgeAgent.Identity.Tests;

/// <summary>Runs another program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>Its standard output; the test fails when it does not end with 0.</summary>
    public static async Task<string> RunAsync(
        string program, string[] arguments, string directory, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            Assert.True(
                process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}{await output}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public static async Task<bool> IsInstalledAsync(
        string program, string argument, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(program, [argument], Path.GetTempPath(), "", cancellationToken);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

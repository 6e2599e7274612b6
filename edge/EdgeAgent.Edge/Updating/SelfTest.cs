using System.Diagnostics;

namespace EdgeAgent.Edge.Updating;

/// <summary>Lets an unpacked version start once, away from its data, before anything is switched.</summary>
internal static class SelfTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private const int MaxReasonChars = 400;

    /// <exception cref="UpdateException">It does not start, or says that something is missing.</exception>
    public static async Task RunAsync(string program, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var process = Start(program);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
            {
                var text = (await errors).Trim();
                throw new UpdateException(
                    $"The new version fails its self-test with {process.ExitCode}: {text[..Math.Min(text.Length, MaxReasonChars)]}")
                {
                    IsFinal = true,
                };
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpdateException($"The new version did not end its self-test within {s_limit.TotalSeconds} s.") { IsFinal = true };
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string program)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["self-test"])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UpdateException($"The new version does not start: {e.Message}", e) { IsFinal = true };
        }
    }
}

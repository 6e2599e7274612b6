using System.Diagnostics;
using System.Text;

namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>Runs a third-party program to its end.</summary>
internal static class Tool
{
    /// <summary>Far beyond what any of them needs: a hang ends the test, a slow machine does not.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>Skips the test where the program is not installed.</summary>
    /// <param name="program">Looked for on the path and where the system's own programs are.</param>
    /// <param name="package">Debian's package that has it.</param>
    public static void Need(string program, string package) =>
        Assert.SkipUnless(Find(program) is not null, $"no {program}: apt-get install -y {package}");

    /// <summary>Its output; the test fails when it does not end with 0.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var result = await TryRunAsync(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Text}");
        return result.Text;
    }

    /// <summary>Its exit code, and what it wrote to both outputs.</summary>
    public static Task<(int ExitCode, string Text)> TryRunAsync(string program, params string[] arguments) =>
        TryRunAsync(program, arguments, input: null, environment: null);

    /// <summary>Its exit code, and what it wrote to both outputs.</summary>
    public static async Task<(int ExitCode, string Text)> TryRunAsync(
        string program, string[] arguments, string? input, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}

using System.Diagnostics;
using System.Globalization;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Tests.Support;

namespace EdgeAgent.Pairing.Tests.Attempts;

/// <summary>A process that counts is killed with SIGKILL, at any moment: what it had announced is on the disk.</summary>
public sealed class KillTests
{
    private const string VictimVariable = "EDGEAGENT_PAIRING_VICTIM";
    private const int Rounds = 3;

    private static readonly AttemptKey s_key = new(AttemptScope.Secret, "secret-1");

    [Fact]
    public async Task A_kill_gives_no_attempt_back()
    {
        using var directory = new TempDirectory();
        var path = directory.File("attempts");
        var announced = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var victim = Start(path);
            for (var i = 0; i < 3 + (7 * round); i++)
            {
                announced = await NextAsync(victim);
            }
            victim.Kill();
            await victim.WaitForExitAsync(TestContext.Current.CancellationToken);
            using var counter = FileAttemptCounter.Open(path);
            Assert.True(counter.Read(s_key) >= announced, $"{counter.Read(s_key)} on the disk, {announced} announced");
        }
    }

    /// <summary>Not a test: what <see cref="A_kill_gives_no_attempt_back"/> starts as a process of its own.</summary>
    [Fact(Explicit = true)]
    public void Victim()
    {
        var path = Environment.GetEnvironmentVariable(VictimVariable);
        Assert.NotNull(path);
        using var counter = FileAttemptCounter.Open(path);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        while (true)
        {
            var count = counter.Increment(s_key); // durable when it returns, so it may be told
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\ncounted {count}"));
        }
    }

    private static Process Start(string path)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(KillTests).Assembly.Location, null))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-explicit");
        start.ArgumentList.Add("on");
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(KillTests).FullName}.{nameof(Victim)}");
        start.Environment[VictimVariable] = path;
        return Process.Start(start)!;
    }

    private static async Task<int> NextAsync(Process victim)
    {
        const string Prefix = "counted ";
        while (await victim.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Prefix, StringComparison.Ordinal))
            {
                return int.Parse(line.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
            }
        }
        throw new InvalidOperationException("the victim ended: "
            + await victim.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}

using System.Security.Cryptography;
using EdgeAgent.Models.Training.Export;
using EdgeAgent.Models.Training.Run;

namespace EdgeAgent.Models.Training.Tests;

public sealed class ShortRunTests : IDisposable
{
    private static readonly RunOptions s_options = RunOptions.Short with { Tokens = 60_000 };

    private readonly string _directory = Directory.CreateTempSubdirectory("edgeagent-training-").FullName;

    [Fact]
    public void The_same_run_gives_the_same_file_for_one_thread_and_for_three()
    {
        var one = Train("one", threads: 1, CancellationToken.None);
        var three = Train("three", threads: 3, CancellationToken.None);
        Assert.Equal(one, three);
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_to_the_same_file()
    {
        var whole = Train("whole", threads: 2, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        using var log = new StopAfterLine(stop);
        Train("parts", threads: 2, stop.Token, log);
        Assert.NotEqual(whole, Hash("parts"));
        Assert.Equal(whole, Train("parts", threads: 2, CancellationToken.None));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Train(string name, int threads, CancellationToken cancellationToken, TextWriter? log = null)
    {
        var folder = new RunFolder(Path.Combine(_directory, name));
        using (var run = new TrainingRun(folder, folder.Options(s_options), threads, TimeProvider.System, log ?? TextWriter.Null))
        {
            run.Run(cancellationToken);
        }
        return Hash(name);
    }

    private string Hash(string name)
    {
        var folder = new RunFolder(Path.Combine(_directory, name));
        var file = ExportCommand.Run(folder, folder.Options(s_options), Path.Combine(_directory, name, "out"));
        return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
    }

    /// <summary>Stops the run at its first line of progress.</summary>
    private sealed class StopAfterLine(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value) => stop.Cancel();
    }
}

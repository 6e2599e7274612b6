using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Tests.Support;

namespace EdgeAgent.Pairing.Tests.Attempts;

public sealed class FileAttemptCounterTests : IDisposable
{
    private static readonly AttemptKey s_secret = new(AttemptScope.Secret, "secret-1");
    private static readonly AttemptKey s_cycle = new(AttemptScope.PowerCycle, "boot-1");

    private readonly TempDirectory _directory = new();

    private string Path => _directory.File("attempts");

    [Fact]
    public void Counts_are_there_again_after_a_restart()
    {
        using (var counter = FileAttemptCounter.Open(Path))
        {
            Assert.Equal(1, counter.Increment(s_secret));
            Assert.Equal(2, counter.Increment(s_secret));
            Assert.Equal(1, counter.Increment(s_cycle));
            counter.Decrement(s_cycle);
        }
        using var again = FileAttemptCounter.Open(Path);
        Assert.Equal(2, again.Read(s_secret));
        Assert.Equal(0, again.Read(s_cycle));
        again.Forget(s_secret);
        Assert.Equal(0, again.Read(s_secret));
    }

    [Fact]
    public void One_process_at_a_time()
    {
        using var first = FileAttemptCounter.Open(Path);
        Assert.Throws<AttemptFileException>(() => FileAttemptCounter.Open(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData("edgeagent attempts 1")]
    [InlineData("edgeagent attempts 1\nSecret secret-1 -1\n")]
    [InlineData("edgeagent attempts 1\nSecret secret-1 0\n")]
    [InlineData("edgeagent attempts 1\nSecret secret-1\n")]
    [InlineData("edgeagent attempts 1\nSecret secret-1 1\nSecret secret-1 2\n")]
    [InlineData("edgeagent attempts 1\n7 secret-1 1\n")]
    [InlineData("edgeagent attempts 1\nSecret sec/ret 1\n")]
    [InlineData("edgeagent attempts 1\nSecret secret-1 99999999999\n")]
    public void A_damaged_file_is_an_error_and_never_zero(string content)
    {
        Write(content);
        Assert.Throws<AttemptFileException>(() => FileAttemptCounter.Open(Path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_stops_the_attempt()
    {
        using var counter = FileAttemptCounter.Open(Path);
        counter.Increment(s_secret);
        File.Delete(Path);
        Directory.CreateDirectory(Path); // a rename onto a directory fails, for root too
        Assert.Throws<AttemptFileException>(() => counter.Increment(s_secret));
        Assert.True(counter.Read(s_secret) >= 1);
    }

    [Fact]
    public void The_number_of_counters_is_bounded_and_printed_secrets_are_never_dropped()
    {
        var lines = Enumerable.Range(1, FileAttemptCounter.DefaultCounters - 1).Select(i => $"Enrolment hello-{i} 1");
        Write(string.Join('\n', ["edgeagent attempts 1", $"Secret {s_secret.Id} 1", .. lines, ""]));
        using var counter = FileAttemptCounter.Open(Path);
        counter.Increment(new AttemptKey(AttemptScope.Enrolment, "hello-new"));
        Assert.Equal(1, counter.Read(s_secret));
        Assert.Equal(0, counter.Read(new AttemptKey(AttemptScope.Enrolment, "hello-1")));
        Assert.Equal(1, counter.Read(new AttemptKey(AttemptScope.Enrolment, "hello-2")));
        Assert.Equal(1, counter.Read(new AttemptKey(AttemptScope.Enrolment, "hello-new")));
    }

    [Fact]
    public void A_file_full_of_printed_secrets_takes_no_more()
    {
        var lines = Enumerable.Range(1, FileAttemptCounter.DefaultCounters).Select(i => $"Secret secret-{i} 1");
        Write(string.Join('\n', ["edgeagent attempts 1", .. lines, ""]));
        using var counter = FileAttemptCounter.Open(Path);
        Assert.Equal(2, counter.Increment(s_secret));
        Assert.Throws<AttemptFileException>(() => counter.Increment(new AttemptKey(AttemptScope.Secret, "one-more")));
    }

    public void Dispose() => _directory.Dispose();

    private void Write(string content) =>
        Identity.PrivateFile.WriteAtomic(Path, System.Text.Encoding.ASCII.GetBytes(content));
}

using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Edge.Tests.Connection;

public sealed class BirthCountersTests : IDisposable
{
    private readonly TestDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void Boot_counts_processes_and_bd_counts_connects()
    {
        var first = Open();
        Assert.Equal((1UL, 1UL), (first.Boot, first.NextBd()));
        Assert.Equal(2UL, first.NextBd());
        var second = Open();
        Assert.Equal((2UL, 3UL), (second.Boot, second.NextBd()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"boot\":")]
    [InlineData("[]")]
    public void A_damaged_file_never_makes_them_run_backwards(string content)
    {
        var before = Open();
        before.NextBd();
        File.WriteAllText(_device.Data.Counters, content);
        var after = Open();
        Assert.True(after.Boot > before.Boot);
        Assert.True(after.NextBd() > before.Bd);
    }

    private BirthCounters Open() => new(_device.Data, TimeProvider.System, NullLogger<BirthCounters>.Instance);
}

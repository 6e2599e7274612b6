using EdgeAgent.Edge.Connection;

namespace EdgeAgent.Edge.Tests.Connection;

public sealed class BackoffTests
{
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15));

    [Fact]
    public void Waits_double_up_to_the_limit_and_lie_in_the_upper_half()
    {
        foreach (var boundMs in (int[])[200, 400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000, 15_000])
        {
            Assert.InRange(_backoff.Next().TotalMilliseconds, boundMs / 2, boundMs);
        }
    }

    [Fact]
    public void Devices_of_one_home_do_not_come_back_in_one_moment()
    {
        var waits = Enumerable.Range(0, 50)
            .Select(_ => new Backoff(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)).Next())
            .ToHashSet();
        Assert.True(waits.Count > 25, $"only {waits.Count} of 50 waits differ");
    }

    [Fact]
    public void A_proven_line_begins_with_a_short_wait_again()
    {
        for (var i = 0; i < 20; i++)
        {
            _backoff.Next();
        }
        _backoff.Reset();
        Assert.InRange(_backoff.Next().TotalMilliseconds, 100, 200);
    }
}

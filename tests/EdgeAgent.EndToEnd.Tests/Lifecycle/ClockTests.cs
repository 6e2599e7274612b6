using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>A clock that says 1970 or 2099 keeps nobody out, on either side.</summary>
public sealed class ClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1970)]
    [InlineData(2099)]
    public async Task A_device_with_a_wrong_clock_comes_in_and_takes_the_hubs_time(int year)
    {
        FakeClock.Require();
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent(FakeClock.Year(year));
        await home.WaitOnlineAsync(agent, Cancellation);
        await home.WaitSaidAsync(agent, "which counts until the next start", Cancellation);
        Assert.DoesNotContain("Renewing the certificate", agent.Output, StringComparison.Ordinal);

        // Nothing of the wrong time stays.
        await agent.KillAsync(Cancellation);
        agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
    }

    [Theory]
    [InlineData(1970)]
    [InlineData(2099)]
    public async Task A_hub_with_a_wrong_clock_goes_on_from_the_last_time_that_it_knows(int year)
    {
        FakeClock.Require();
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation, FakeClock.Year(year));
        var agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        await home.WaitSaidAsync(home.Hub.Process, "Set the clock", Cancellation);
        await home.KillHubAsync(Cancellation);

        await home.StartHubAsync(Cancellation);
        await home.WaitOnlineAsync(agent, Cancellation);
        Assert.DoesNotContain("Set the clock", home.Hub.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_home_does_not_begin_in_1970()
    {
        FakeClock.Require();
        using var directory = new TemporaryDirectory();
        await using var hub = new ChildProcess(
            "edgehub", Programs.Hub, [$"--Hub:DataDirectory={directory.Combine("hub")}", "--Hub:HttpPort=0"],
            FakeClock.Year(1970));
        Assert.Equal(1, await hub.WaitAsync(Cancellation));
        Assert.Contains("set the clock", hub.Output, StringComparison.Ordinal);
    }
}

using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>A home changes its authority; nobody touches a device.</summary>
public sealed class AuthorityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Devices_move_over_at_once_or_when_they_come_and_not_after_the_old_one_is_retired()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        var late = home.CopyDevice("late");
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        var first = (await home.CommandAsync(Cancellation, "authority", "list"))[..16];

        // Here: it moves over while it is connected, and then trusts the new one only.
        await home.CommandAsync(Cancellation, "authority", "rotate");
        await home.WaitSaidAsync(agent, "Connection lost: the certificate is new", Cancellation);
        await home.WaitOnlineAsync(agent, Cancellation);

        // Away: it comes after the next change, and still gets in.
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));
        await home.CommandAsync(Cancellation, "authority", "rotate");
        await home.StopHubAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        agent = home.StartAgent();
        await home.WaitSaidAsync(agent, "The certificate is renewed", Cancellation);
        await home.WaitOnlineAsync(agent, Cancellation);
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));

        // Retired: visibly, and for good.
        Assert.Contains("its key is deleted", await home.CommandAsync(Cancellation, "authority", "retire", first), StringComparison.Ordinal);
        Assert.Contains($"{first}  retired", await home.CommandAsync(Cancellation, "authority", "list"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(home.HubDirectory, "authority", "authority.key")));
        var gone = home.StartAgent(directory: late);
        await home.WaitSaidAsync(gone, "Renewal at", Cancellation, times: 2);
        Assert.Equal(0, await home.Hub.CountOnlineDevicesAsync(Cancellation));
        Assert.Equal(0, await gone.TerminateAsync(Cancellation));
        agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
    }
}

using System.Net.Http.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary><c>edgeagent reset</c>.</summary>
public sealed class ResetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reset_asks_first_warns_of_claims_on_the_way_and_leaves_nothing()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent();
        await home.Hub.WaitForDevicesAsync(1, Cancellation);
        await using (var early = Reset(home, "--yes"))
        {
            Assert.Equal(4, await early.WaitAsync(Cancellation)); // it runs
        }
        var model = (await home.Hub.GetJsonAsync("v1/models", Cancellation))
            .GetProperty("data")[0].GetProperty("id").GetString();
        using var answer = await home.Hub.Http.PostAsJsonAsync(
            "v1/completions", new { model, prompt = "Hello", max_tokens = 4 }, Cancellation);
        answer.EnsureSuccessStatusCode();

        // The hub's acknowledgement is written down when the agent stops in order; kill -9 comes before.
        await agent.KillAsync(Cancellation);
        await using (var unsure = Reset(home, "--yes"))
        {
            Assert.Equal(1, await unsure.WaitAsync(Cancellation));
            Assert.Contains("have not reached the hub", unsure.Output, StringComparison.Ordinal);
            Assert.Contains("--lose-claims", unsure.Output, StringComparison.Ordinal);
        }
        agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));
        Assert.True(File.Exists(Path.Combine(home.Device, "device.key")));
        await using (var sure = Reset(home, "--yes"))
        {
            Assert.True(await sure.WaitAsync(Cancellation) == 0, sure.Output);
            Assert.Contains("holds all of its claims", sure.Output, StringComparison.Ordinal);
        }
        Assert.Equal(["agent.lock"], Directory.EnumerateFileSystemEntries(home.Device).Select(Path.GetFileName));
        agent = home.StartAgent();
        Assert.Equal(3, await agent.WaitAsync(Cancellation)); // not enrolled
    }

    private static ChildProcess Reset(LifecycleHome home, params string[] arguments) =>
        new("edgeagent", Programs.Agent, ["reset", "--data", home.Device, .. arguments]);
}

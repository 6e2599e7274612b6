using System.Globalization;
using EdgeAgent.EndToEnd.Chaos;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>Hub and devices are killed without warning while people ask questions; nothing that was signed is lost.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    /// <summary>Kills in the ordinary run; EDGEAGENT_SOAK_ROUNDS asks for more.</summary>
    private const int OrdinaryKills = 50;

    private const int OrdinarySeed = 20_261_123;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Kills_in_any_order_lose_no_claim_count_none_twice_and_leave_no_request_hanging()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var kills = FromEnvironment("EDGEAGENT_SOAK_ROUNDS", OrdinaryKills);
        var seed = FromEnvironment("EDGEAGENT_SOAK_SEED", OrdinarySeed);
        using var directory = new TemporaryDirectory();
        await using var home = await ChaosHome.StartAsync(directory, devices: 3, cancellation);
        await using var load = new ChaosLoad(home, clients: 4);

        var plan = new ChaosPlan(home, load, seed);
        for (var i = 0; i < kills; i++)
        {
            await plan.KillOneAsync(cancellation);
        }
        await plan.RestartAllAsync(cancellation);
        var requests = await load.StopAsync();
        ChaosVerdict report;
        try
        {
            report = await ChaosVerdict.ReadAsync(home, cancellation);
        }
        catch (TimeoutException)
        {
            output.WriteLine(home.Describe());
            throw;
        }

        output.WriteLine($"seed {seed}, {kills} kills ({plan.HubKills} of the hub), {requests}, {report.Claims} claims");
        Assert.Empty(requests.Faults);
        Assert.Empty(report.Faults);
        Assert.True(requests.Answered > 0, "no request was answered at all");
        Assert.True(report.Claims > 0, "no claim was made at all");
    }

    private static int FromEnvironment(string name, int ordinary) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : ordinary;
}

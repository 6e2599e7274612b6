using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Connection;

/// <summary>Lines that die without a word. A class of its own: the wait is a real one, beside the other tests.</summary>
public sealed class SilentLineTests
{
    [Fact]
    public async Task A_line_that_falls_silent_while_nothing_happens_is_left_by_keep_alive()
    {
        using var home = new TestHome();
        await using var hub = await TestHub.StartAsync(home);
        await using var cable = new Cable(hub.Doors.MqttTlsPort);
        using var device = home.Enrol(hub.Doors with { MqttTlsPort = cable.Port });
        await using var agent = await hub.WelcomeAsync(device, ("Connection:KeepAliveSeconds", "5"));
        await hub.Uplink.NextAsync(Leaves.Capability); // the next one is half a minute away
        cable.FallSilent();
        Assert.Equal(2UL, (await hub.Uplink.NextAsync(Leaves.Birth, WireJson.Default.DeviceBirth)).Bd);
    }

    [Fact]
    public async Task A_line_that_falls_silent_in_a_job_is_left_and_the_answer_goes_on_over_the_next()
    {
        using var home = new TestHome();
        await using var hub = await TestHub.StartAsync(home);
        await using var cable = new Cable(hub.Doors.MqttTlsPort);
        using var device = home.Enrol(hub.Doors with { MqttTlsPort = cable.Port });
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await hub.WelcomeAsync(device, ("Connection:KeepAliveSeconds", "5"));
        await hub.StartJobAsync(device, TestJobs.Make(home, device.Key, model, maxTokens: 1900));
        await hub.Uplink.NextAsync(Leaves.Chunk); // place 0; the test wants the rest
        cable.FallSilent();

        var birth = await hub.Uplink.NextAsync(Leaves.Birth, WireJson.Default.DeviceBirth);
        Assert.Equal(2UL, birth.Bd);
        var result = await hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal((JobOutcome.Length, 1900), (result.Outcome, result.UnitsOut));
        Assert.Equal(1900UL, (await hub.NextClaimAsync()).Claim.UnitsOut);
    }
}

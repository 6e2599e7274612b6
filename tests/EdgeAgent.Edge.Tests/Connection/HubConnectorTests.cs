using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Connection;

public sealed class HubConnectorTests
{
    [Fact]
    public async Task Says_online_then_birth_then_capability()
    {
        using var home = new TestHome();
        await using var hub = await TestHub.StartAsync(home);
        using var device = home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await TestAgent.StartAsync(device);

        var status = await hub.Uplink.NextAsync(Leaves.Status, WireJson.Default.DeviceStatus);
        var birth = await hub.Uplink.NextAsync(Leaves.Birth, WireJson.Default.DeviceBirth);
        var capability = await hub.Uplink.NextAsync(Leaves.Capability, WireJson.Default.DeviceCapability);

        Assert.Equal(Presence.Online, status.S);
        Assert.Equal(status.Bd, birth.Bd);
        Assert.Equal("1.2.3", birth.Fw);
        Assert.Equal([model], birth.Models);
        Assert.Equal(8, capability.QueueLimit);
        Assert.True(capability.RamFreeBytes > 0);
        Assert.False(Assert.Single(capability.Models).Loaded);
    }

    [Fact]
    public async Task Runs_a_job_and_sends_its_signed_claim()
    {
        using var home = new TestHome();
        await using var hub = await TestHub.StartAsync(home);
        using var device = home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await TestAgent.StartAsync(device);
        await hub.Uplink.NextAsync(Leaves.Capability);

        await hub.StartJobAsync(device, TestJobs.Make(home, device.Key.Address, model));
        var answer = await hub.AnswerAsync();
        var claim = await hub.TakeClaimAsync(device);

        Assert.Equal(JobOutcome.Length, answer.Result.Outcome);
        Assert.Equal(24, answer.Result.UnitsOut);
        Assert.NotEmpty(answer.Text);
        Assert.Equal(device.Key.Address, claim.Claim.Device);
    }
}

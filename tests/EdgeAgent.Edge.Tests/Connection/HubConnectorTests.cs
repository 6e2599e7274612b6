using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Tests.Kit;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Edge.Tests.Connection;

public sealed class HubConnectorTests : IDisposable
{
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Says_online_then_birth_then_capability()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
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
    public async Task A_cut_line_comes_back_in_the_same_boot_with_the_next_birth_and_its_will_named_the_old_one()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        await using var agent = await TestAgent.StartAsync(device);
        var online = await hub.Uplink.NextAsync(Leaves.Status, WireJson.Default.DeviceStatus);
        var first = await hub.Uplink.NextAsync(Leaves.Birth, WireJson.Default.DeviceBirth);

        hub.CutLines();

        var will = await hub.Uplink.NextAsync(Leaves.Status, WireJson.Default.DeviceStatus);
        var second = await hub.Uplink.NextAsync(Leaves.Birth, WireJson.Default.DeviceBirth);
        Assert.Equal((Presence.Offline, online.Bd), (will.S, will.Bd));
        Assert.Equal(first.Boot, second.Boot);
        Assert.True(second.Bd > first.Bd);
        Assert.Equal(Presence.Online, (await hub.Uplink.NextAsync(Leaves.Status, WireJson.Default.DeviceStatus)).S);
    }

    [Fact]
    public async Task Goes_on_trying_for_ever_and_finds_a_hub_that_starts_late()
    {
        HubDoors doors;
        await using (var early = await TestHub.StartAsync(_home))
        {
            doors = early.Doors;
        }
        using var device = _home.Enrol(doors);
        // A clock of the test's own: an hour of waiting is over at once, and certificates stay valid.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.Zero };
        await using var agent = await TestAgent.StartWithClockAsync(device, time);
        var tries = agent.Get<BirthCounters>();
        await AdvanceUntilAsync(time, () => tries.Bd >= 12);

        await using var late = await TestHub.StartAsync(_home, mqttPort: doors.MqttTlsPort);
        var birth = late.Uplink.NextAsync(Leaves.Birth);
        await AdvanceUntilAsync(time, () => birth.IsCompleted);
        await birth;
    }

    [Fact]
    public async Task A_server_of_another_authority_gets_no_word()
    {
        using var stranger = new TestHome();
        using var certificate = stranger.Authority.IssueServer(["127.0.0.1", "localhost"]);
        await AssertRefusedAsync(certificate);
    }

    [Fact]
    public async Task Another_device_of_the_same_home_cannot_play_the_hub()
    {
        // Issued by the right authority, but for a client and under a device's name.
        using var key = EdgeAgent.Identity.SigningKey.Create();
        using var directory = new TempDirectory();
        using var tls = TlsKey.LoadOrCreate(directory.Combine("tls.key"));
        var issued = _home.Authority.IssueDevice(tls.CreateRequest(key.Address), key.Address);
        using var bare = X509CertificateLoader.LoadCertificate(issued.Der);
        using var certificate = bare.CopyWithPrivateKey(tls.Key);
        await AssertRefusedAsync(certificate);
    }

    [Fact]
    public async Task A_job_that_comes_before_the_subscription_is_confirmed_is_done()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        var job = TestJobs.Make(_home, device.Key, model);
        hub.SessionBegins = _ => hub.EnqueueAsync(
            device.Key.Address, Leaves.Job, WireJson.Write(job, WireJson.Default.JobRequest));
        await using var agent = await TestAgent.StartAsync(device);
        Assert.Equal(job.Id, (await hub.Uplink.NextAsync(Leaves.LockAck, WireJson.Default.JobAccepted)).Job);
        Assert.Equal(JobOutcome.Length, (await hub.AnswerAsync()).Result.Outcome);
    }

    [Fact]
    public async Task What_is_no_message_is_ignored_and_the_line_holds()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await TestAgent.StartAsync(device);
        await hub.Uplink.NextAsync(Leaves.Birth);
        foreach (var leaf in (string[])[Leaves.Job, Leaves.JobCancel, Leaves.ChunkAck, Leaves.ClaimAck])
        {
            await hub.SendAsync(device.Key.Address, leaf, []);
            await hub.SendAsync(device.Key.Address, leaf, "{\"job\":7}"u8.ToArray());
        }
        await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model));
        Assert.False(hub.Uplink.Has(Leaves.Birth)); // still the first line
    }

    [Fact]
    public async Task Leaves_with_a_word()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var agent = await TestAgent.StartAsync(device);
        await hub.Uplink.NextAsync(Leaves.Birth);
        await agent.DisposeAsync();
        var kept = WireJson.Parse((await hub.RetainedAsync(device.Key.Address, Leaves.Status))!, WireJson.Default.DeviceStatus);
        Assert.Equal(Presence.Offline, kept.S);
    }

    private async Task AssertRefusedAsync(X509Certificate2 certificate)
    {
        await using var impostor = new TlsImpostor(certificate);
        using var device = _home.Enrol(impostor.Doors);
        await using var agent = await TestAgent.StartAsync(device, ("Connection:BackoffFirstMs", "10"));
        for (var visit = 0; visit < 3; visit++)
        {
            Assert.Equal(0, await impostor.VisitAsync());
        }
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> done)
    {
        using var limit = new CancellationTokenSource(InTime.Limit, TimeProvider.System);
        while (!done())
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}

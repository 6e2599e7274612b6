using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Device;

/// <summary>Time and order on the device's side.</summary>
public sealed class DevicePairingTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
    private readonly HomeHub _hub;
    private readonly HomeDevice _device;

    public DevicePairingTests()
    {
        _hub = new HomeHub(_directory, "hub", _time);
        _device = new HomeDevice(_directory, "device", _time);
    }

    [Fact]
    public void A_code_lives_for_fifteen_minutes()
    {
        using var code = _device.StartCode();
        Assert.Equal(PairingTimes.Window, _device.Pairing.WindowLeft);
        _time.Advance(PairingTimes.Window - TimeSpan.FromSeconds(1));
        Assert.IsType<DeviceStep.Ignored>(_device.Pairing.OnTick());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.WindowClosed), _device.Pairing.OnTick());
        Assert.Throws<ObjectDisposedException>(() => _device.Verifier.Write());
    }

    [Fact]
    public void A_printed_secret_has_no_window()
    {
        using var secret = _device.StartPrinted();
        Assert.Null(_device.Pairing.WindowLeft);
        _time.Advance(TimeSpan.FromDays(365));
        Assert.IsType<DeviceStep.Ignored>(_device.Pairing.OnTick());
    }

    [Fact]
    public void A_challenge_after_the_window_is_not_answered()
    {
        using var code = _device.StartCode();
        using var rogue = new RogueHub(_hub.Facts);
        _time.Advance(PairingTimes.Window);
        Assert.Equal(
            new DeviceStep.Ended(DeviceEnd.WindowClosed),
            _device.Pairing.OnChallenge(rogue.Challenge(_device.Pairing.Hello)));
    }

    [Fact]
    public void A_proof_that_comes_too_late_is_not_looked_at()
    {
        using var secret = _device.StartPrinted();
        using var rogue = new RogueHub(_hub.Facts);
        var reply = (PairingReply)_device.Handle(rogue.Challenge(_device.Pairing.Hello))!;
        _time.Advance(PairingTimes.Exchange);
        Assert.IsType<DeviceStep.StartOver>(_device.Pairing.OnProof(rogue.Prove(reply, secret)));
        Assert.True(((MemoryAttempts)_device.Attempts).IsEmpty);
    }

    [Fact]
    public void A_newer_challenge_takes_the_place_of_an_older_one()
    {
        using var secret = _device.StartPrinted();
        using var rogue = new RogueHub(_hub.Facts);
        _device.Handle(rogue.Challenge(_device.Pairing.Hello));
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Assert.IsType<PairingGrant>(Wire.Exchange(_device, _hub));
    }

    [Fact]
    public void A_permit_for_anything_but_this_run_is_our_own_mistake()
    {
        using var secret = _device.StartPrinted();
        using var rogue = new RogueHub(_hub.Facts);
        var reply = (PairingReply)_device.Handle(rogue.Challenge(_device.Pairing.Hello))!;
        var make = Assert.IsType<DeviceStep.MakeRequest>(_device.Pairing.OnProof(rogue.Prove(reply, secret)));
        var request = _device.MakeRequest(make.Offer with { Transcript = default });
        Assert.Throws<ArgumentException>(() => _device.Pairing.OnRequest(request));
    }

    [Fact]
    public void A_grant_without_a_connection_is_void_after_the_hour_on_both_sides()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(_device, _hub);
        _time.Advance(PairingTimes.Run - TimeSpan.FromSeconds(1));
        Assert.IsType<DeviceStep.Ignored>(_device.Pairing.OnTick());
        _hub.Tick();
        Assert.Single(_hub.Registry);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_device.TryConnect(_hub));
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.NotActivated), _device.LastStep);
        Assert.Null(_device.Stored);
        _hub.Tick();
        Assert.Empty(_hub.Registry);
        Assert.Empty(_hub.Pairing.List());
    }

    [Fact]
    public void A_confirm_without_an_answer_is_void_after_the_hour()
    {
        using var secret = _device.StartPrinted();
        using var rogue = new RogueHub(_hub.Facts);
        var reply = (PairingReply)_device.Handle(rogue.Challenge(_device.Pairing.Hello))!;
        Assert.IsType<PairingConfirm>(_device.Handle(rogue.Prove(reply, secret)));
        _time.Advance(PairingTimes.Run);
        Assert.IsType<DeviceStep.StartOver>(_device.Pairing.OnTick());
        Assert.Equal(DeviceState.Offering, _device.Pairing.State);
    }

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2099-12-31")]
    public void A_clock_that_is_set_to_another_year_changes_no_deadline(string date)
    {
        var clock = new ClockThatIsSet(_time);
        using var hub = new HomeHub(_directory, "set-hub", clock);
        using var device = new HomeDevice(_directory, "set-device", clock);
        using var secret = device.StartPrinted();
        hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(device, hub);

        clock.Offset = DateTimeOffset.Parse(date, null) - _time.GetUtcNow();
        Assert.IsType<DeviceStep.Ignored>(device.Pairing.OnTick());
        Assert.Equal(EnrolmentState.Granted, Assert.Single(hub.Pairing.List()).State);
        _time.Advance(PairingTimes.Run);
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.NotActivated), device.Pairing.OnTick());
        Assert.Empty(hub.Pairing.List());
    }

    [Fact]
    public void A_grant_that_the_device_cannot_use_ends_it()
    {
        using var secret = _device.StartPrinted();
        using var rogue = new RogueHub(_hub.Facts);
        var reply = (PairingReply)_device.Handle(rogue.Challenge(_device.Pairing.Hello))!;
        var confirm = (PairingConfirm)_device.Handle(rogue.Prove(reply, secret))!;
        var envelope = rogue.Keys!.HubSeal("{}"u8);
        _device.Handle(new PairingGrant(confirm.Run, envelope));
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.Unusable), _device.LastStep);
    }

    [Fact]
    public void Starting_again_makes_another_name_and_another_nonce()
    {
        using var first = _device.StartCode();
        var (name, hello) = (_device.Pairing.Name, _device.Pairing.Hello);
        using var second = _device.StartCode();
        Assert.NotEqual(name, _device.Pairing.Name);
        Assert.NotEqual(hello.Nonce, _device.Pairing.Hello.Nonce);
        Assert.NotEqual(hello.Enrolment, _device.Pairing.Hello.Enrolment);
    }

    public void Dispose()
    {
        _hub.Dispose();
        _device.Dispose();
        _directory.Dispose();
    }
}

using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests;

/// <summary>What is meant to happen.</summary>
public sealed class HappyPathTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
    private readonly HomeHub _hub;
    private readonly HomeDevice _device;

    public HappyPathTests()
    {
        _hub = new HomeHub(_directory, "hub", _time);
        _device = new HomeDevice(_directory, "device", _time);
    }

    [Fact]
    public void A_code_typed_for_the_chosen_device_makes_it_part_of_the_home()
    {
        using var code = _device.StartCode();
        Assert.IsType<PairingWait>(Wire.Exchange(_device, _hub));
        var pending = Assert.Single(_hub.Pairing.List());
        Assert.Equal(_device.Pairing.Name, pending.Name);
        Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.EnterCode(pending.Key, code.ToDisplay()));

        Assert.IsType<PairingGrant>(Wire.Exchange(_device, _hub));
        Assert.Equal(DeviceState.Pending, _device.Pairing.State);
        var granted = Assert.Single(_hub.Pairing.List());
        Assert.Equal(_device.Stored!.Fingerprint, granted.Fingerprint);
        Assert.Equal(EnrolmentState.Granted, granted.State);

        Assert.True(_device.TryConnect(_hub));
        Assert.Equal(DeviceState.Active, _device.Pairing.State);
        Assert.True(_hub.Registry[_device.Address].IsActive);
        Assert.Empty(_hub.Pairing.List());
    }

    [Fact]
    public void A_printed_secret_pairs_without_anybody_at_the_hub()
    {
        using var secret = _device.StartPrinted(pinned: true);
        Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.AddPrinted(secret.ToQrText()));
        Assert.IsType<PairingGrant>(Wire.Exchange(_device, _hub));
        Assert.True(_device.TryConnect(_hub));
        Assert.True(_hub.Registry[_device.Address].IsActive);
    }

    [Fact]
    public void A_printed_secret_may_be_scanned_while_the_device_waits()
    {
        using var secret = _device.StartPrinted();
        Assert.IsType<PairingWait>(Wire.Exchange(_device, _hub));
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Assert.IsType<PairingGrant>(Wire.Exchange(_device, _hub));
        Assert.True(_device.TryConnect(_hub));
    }

    [Fact]
    public void A_printed_secret_pairs_once()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(_device, _hub);
        Assert.True(_device.TryConnect(_hub));

        using var copy = new HomeDevice(_directory, "copy", _time);
        copy.Start(PairingVerifier.Create(secret));
        Assert.IsType<PairingWait>(Wire.Exchange(copy, _hub));
        Assert.False(_hub.Registry.ContainsKey(copy.Address));
    }

    [Fact]
    public void A_device_that_is_known_already_waits_for_approval()
    {
        Pair();
        using var code = _device.StartCode();
        Wire.Exchange(_device, _hub);
        _hub.Pairing.EnterCode(_hub.Pairing.List()[0].Key, code.ToDisplay());
        Assert.IsType<PairingWait>(Wire.Exchange(_device, _hub));
        var pending = Assert.Single(_hub.Pairing.List());
        Assert.Equal(EnrolmentState.AwaitingApproval, pending.State);
        Assert.Equal(_device.Address, pending.Device);
        Assert.Equal(DeviceState.Confirming, _device.Pairing.State);

        Assert.True(_hub.Pairing.Approve(pending.Key));
        var confirm = ((DeviceStep.SendConfirm)_device.LastStepBefore!).Message;
        _device.Handle(_hub.Handle(Wire.Lan, confirm));
        Assert.True(_device.TryConnect(_hub));
    }

    [Fact]
    public void Every_answer_that_is_lost_may_be_asked_for_again()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        IWireMessage? next = _device.Pairing.Hello;
        while (next is not null)
        {
            var lost = Wire.Write(_hub.Handle(Wire.Lan, next));
            var answer = _hub.Handle(Wire.Lan, next);
            Assert.Equal(lost, Wire.Write(answer));
            next = _device.Handle(answer);
        }
        Assert.True(_device.TryConnect(_hub));
        Assert.True(((MemoryAttempts)_hub.Attempts).IsEmpty);
        Assert.True(((MemoryAttempts)_device.Attempts).IsEmpty);
    }

    [Fact]
    public void After_the_first_connection_the_secret_is_erased_on_the_device()
    {
        Pair();
        Assert.IsType<DeviceStep.Ignored>(_device.Pairing.OnRefused());
        Assert.Throws<ObjectDisposedException>(() => _device.Verifier.Write());
    }

    public void Dispose()
    {
        _hub.Dispose();
        _device.Dispose();
        _directory.Dispose();
    }

    private void Pair()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(_device, _hub);
        Assert.True(_device.TryConnect(_hub));
    }
}

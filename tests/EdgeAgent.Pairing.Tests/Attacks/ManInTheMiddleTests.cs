using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Attacks;

/// <summary>Somebody between device and hub changes what is said. The code is typed correctly; nobody gets in all the same.</summary>
public sealed class ManInTheMiddleTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
    private readonly HomeHub _hub;
    private readonly HomeHub _other;
    private readonly HomeDevice _device;
    private readonly HomeDevice _stranger;

    public ManInTheMiddleTests()
    {
        _hub = new HomeHub(_directory, "hub", _time);
        _other = new HomeHub(_directory, "other", _time);
        _device = new HomeDevice(_directory, "device", _time);
        _stranger = new HomeDevice(_directory, "stranger", _time);
    }

    [Fact]
    public void Another_TLS_key_in_the_hello_makes_the_hubs_proof_wrong() =>
        AssertWrongSecret(hello => hello with { SpkiHash = _stranger.SpkiHash }, challenge => challenge);

    [Fact]
    public void Another_authority_in_the_challenge_does_so_too() =>
        AssertWrongSecret(hello => hello, challenge => challenge with { CaSpkiHash = _other.Facts.CaSpkiHash });

    [Fact]
    public void And_another_hub_with_its_home() =>
        AssertWrongSecret(
            hello => hello,
            challenge => challenge with { Hub = _other.Facts.Hub, HomeId = _other.Facts.HomeId });

    [Fact]
    public void And_another_time() =>
        AssertWrongSecret(hello => hello, challenge => challenge with { Time = challenge.Time + 1 });

    [Fact]
    public void And_a_swapped_half_of_the_exchange()
    {
        using var rogue = new RogueHub(_hub.Facts);
        var a = rogue.Challenge(_device.Pairing?.Hello ?? Started()).PublicA;
        AssertWrongSecret(hello => hello, challenge => challenge with { PublicA = a });
    }

    [Fact]
    public void A_relay_that_changes_nothing_pairs_the_two_that_talk()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(_device, _hub);
        Assert.True(_device.TryConnect(_hub));
        Assert.Equal(_hub.Facts.Hub, _device.Stored!.Offer.Hub);
        Assert.Equal(_device.SpkiHash, _hub.Registry[_device.Address].SpkiHash);
    }

    [Fact]
    public void A_recorded_run_played_again_gets_nowhere_with_either_side()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        var (said, heard) = Record();
        Assert.True(_device.TryConnect(_hub));
        var registry = _hub.Registry.ToDictionary();

        Assert.IsType<PairingWait>(_hub.Handle(Wire.Lan, said[0])); // the secret is used up: as good as unknown
        Assert.All(said.Skip(1), message => Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, message)));
        Assert.Equal(registry, _hub.Registry);

        using var again = new HomeDevice(_directory, "again", _time);
        again.Start(PairingVerifier.Create(secret));
        Assert.IsType<PairingReply>(again.Handle(heard[0])); // a challenge is not secret; the proof to it fits another run
        Assert.Null(again.Handle(heard[1]));
        Assert.IsType<DeviceStep.WrongSecret>(again.LastStep);
        Assert.Null(again.Handle(heard[2]));
        Assert.Null(again.Stored);
    }

    [Fact]
    public void Messages_out_of_order_are_refused_or_ignored()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        var challenge = (PairingChallenge)_hub.Handle(Wire.Lan, _device.Pairing.Hello);
        Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, new PairingConfirm(challenge.Run, default, new byte[18])));
        Assert.Null(_device.Handle(new PairingProof(challenge.Run, default)));
        Assert.Null(_device.Handle(new PairingGrant(challenge.Run, new byte[18])));
        Assert.Equal(DeviceState.Offering, _device.Pairing.State);

        var reply = _device.Handle(challenge)!;
        Assert.Null(_device.Handle(new PairingGrant(challenge.Run, new byte[18])));
        Assert.Equal(DeviceState.Replied, _device.Pairing.State);
        _device.Handle(_hub.Handle(Wire.Lan, _device.Handle(_hub.Handle(Wire.Lan, reply))!));
        Assert.True(_device.TryConnect(_hub));
    }

    [Fact]
    public void A_grant_that_was_changed_or_belongs_to_another_run_is_ignored_and_the_right_one_still_works()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        using var others = _stranger.StartPrinted();
        _hub.Pairing.AddPrinted(others.ToQrText());
        var (_, heardByStranger) = Record(_stranger);

        var confirm = UntilConfirm();
        var grant = (PairingGrant)_hub.Handle(Wire.Lan, confirm);
        byte[] changed = [.. grant.Envelope];
        changed[^1] ^= 1;
        Assert.Null(_device.Handle(grant with { Envelope = changed }));
        Assert.Null(_device.Handle(grant with { Envelope = ((PairingGrant)heardByStranger[2]).Envelope }));
        Assert.Null(_device.Handle(heardByStranger[2]));
        Assert.Equal(DeviceState.Confirming, _device.Pairing.State);
        _device.Handle(grant);
        Assert.True(_device.TryConnect(_hub));
    }

    [Fact]
    public void A_forged_refusal_costs_the_run_and_nothing_else()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        UntilConfirm();
        Assert.Null(_device.Handle(new PairingRefused(1)));
        Assert.IsType<DeviceStep.StartOver>(_device.LastStep);
        Assert.True(((MemoryAttempts)_device.Attempts).IsEmpty);

        // The hub's run lapses; then the device pairs as if nothing had been.
        _time.Advance(PairingTimes.Exchange);
        Assert.IsType<PairingGrant>(Wire.Exchange(_device, _hub));
        Assert.True(_device.TryConnect(_hub));
    }

    [Fact]
    public void Every_refusal_is_the_same_whatever_its_reason()
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        var challenge = (PairingChallenge)_hub.Handle(Wire.Lan, _device.Pairing.Hello);
        var reply = (PairingReply)_device.Handle(challenge)!;
        byte[][] refusals =
        [
            Refusal(new PairingReply(default, reply.PublicB)),
            Refusal(new PairingConfirm(default, default, new byte[18])),
            Refusal(new PairingConfirm(challenge.Run, default, new byte[18])),
            Refusal(new PairingReply(challenge.Run, new byte[384])),
            Refusal(reply),
        ];
        Assert.All(refusals, refusal => Assert.Equal(refusals[0], refusal));
    }

    public void Dispose()
    {
        _hub.Dispose();
        _other.Dispose();
        _device.Dispose();
        _stranger.Dispose();
        _directory.Dispose();
    }

    private byte[] Refusal(IWireMessage message) =>
        Wire.Write(Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, message)));

    private PairingHello Started()
    {
        _device.StartPrinted().Dispose();
        return _device.Pairing.Hello;
    }

    private void AssertWrongSecret(
        Func<PairingHello, PairingHello> changeHello, Func<PairingChallenge, PairingChallenge> changeChallenge)
    {
        using var secret = _device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        var challenge = (PairingChallenge)_hub.Handle(Wire.Lan, changeHello(_device.Pairing.Hello));
        var reply = _device.Handle(changeChallenge(challenge));
        Assert.NotNull(reply);
        var proof = _hub.Handle(Wire.Lan, reply);
        Assert.IsType<PairingProof>(proof);
        Assert.Null(_device.Handle(proof)); // the device says nothing more
        Assert.IsType<DeviceStep.WrongSecret>(_device.LastStep);
        Assert.Empty(_hub.Registry);
        Assert.Equal(EnrolmentState.Proven, Assert.Single(_hub.Pairing.List()).State);
        Assert.Equal(HubPairingLimits.Attempts - 1, _hub.Pairing.List()[0].AttemptsLeft);
    }

    private PairingConfirm UntilConfirm()
    {
        var challenge = _hub.Handle(Wire.Lan, _device.Pairing.Hello);
        var proof = _hub.Handle(Wire.Lan, _device.Handle(challenge)!);
        return Assert.IsType<PairingConfirm>(_device.Handle(proof));
    }

    private (List<IWireMessage> Said, List<IWireMessage> Heard) Record(HomeDevice? device = null)
    {
        device ??= _device;
        var (said, heard) = (new List<IWireMessage>(), new List<IWireMessage>());
        IWireMessage? next = device.Pairing.Hello;
        while (next is not null)
        {
            said.Add(next);
            heard.Add(_hub.Handle(Wire.Lan, next));
            next = device.Handle(heard[^1]);
        }
        return (said, heard);
    }
}

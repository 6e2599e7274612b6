using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Attacks;

/// <summary>Somebody answers the device's hello who is not the hub.</summary>
public sealed class PosingAsTheHubTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
    private readonly HomeDevice _device;
    private readonly HubFacts _facts;

    public PosingAsTheHubTests()
    {
        _device = new HomeDevice(_directory, "device", _time);
        using var key = SigningKey.Create();
        _facts = new HubFacts(key.Address, Home.IdOf(key.Address), new Bytes32(Enumerable.Repeat((byte)1, 32).ToArray()));
    }

    [Fact]
    public void A_guess_per_run_and_five_per_power_cycle()
    {
        using var code = _device.StartCode();
        for (var attempt = 1; attempt < DeviceAttempts.PerPowerCycle; attempt++)
        {
            GuessTooLate(code, attempt);
        }
        using var guess = PairingCode.New();
        Guess((rogue, reply) => rogue.Prove(reply, guess));
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.Locked), _device.LastStep);
    }

    [Fact]
    public void The_count_survives_the_process_and_ends_with_the_power_cycle()
    {
        UsePowerCycle("boot-1");
        _device.StartCode("boot-1").Dispose();
        using var rogue = new RogueHub(_facts);
        Assert.Null(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        Assert.NotEqual(DeviceState.Replied, _device.Pairing.State);

        _device.StartCode("boot-2").Dispose();
        using var later = new RogueHub(_facts);
        Assert.IsType<PairingReply>(_device.Handle(later.Challenge(_device.Pairing.Hello)));
    }

    [Fact]
    public void A_printed_secret_stands_twenty_guesses_in_its_life()
    {
        using var secret = PrintedSecret.New();
        for (var boot = 0; boot < DeviceAttempts.PerPrintedSecret / DeviceAttempts.PerPowerCycle; boot++)
        {
            UsePowerCycle($"boot-{boot}", secret);
        }
        _device.Start(PairingVerifier.Create(secret), "boot-99");
        using var rogue = new RogueHub(_facts);
        Assert.Null(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.Locked), _device.LastStep);

        _device.StartPrinted("boot-99").Dispose(); // flashed anew
        using var fresh = new RogueHub(_facts);
        Assert.IsType<PairingReply>(_device.Handle(fresh.Challenge(_device.Pairing.Hello)));
    }

    [Fact]
    public void Challenges_without_a_proof_cost_nothing()
    {
        using var code = _device.StartCode();
        for (var i = 0; i < 2 * DeviceAttempts.PerPowerCycle; i++)
        {
            using var rogue = new RogueHub(_facts);
            Assert.IsType<PairingReply>(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        }
        Assert.True(((MemoryAttempts)_device.Attempts).IsEmpty);
    }

    [Fact]
    public void Public_values_that_are_no_elements_are_ignored_and_not_counted()
    {
        using var code = _device.StartCode();
        using var rogue = new RogueHub(_facts);
        var challenge = rogue.Challenge(_device.Pairing.Hello);
        var modulus = Org.BouncyCastle.Crypto.Agreement.Srp.Srp6StandardGroups.rfc5054_3072.N.ToByteArrayUnsigned();
        foreach (var evil in new[] { new byte[SrpGroup.Standard.SizeBytes], modulus })
        {
            Assert.Null(_device.Handle(challenge with { PublicA = evil }));
            Assert.Equal(DeviceState.Offering, _device.Pairing.State);
        }
        Assert.True(((MemoryAttempts)_device.Attempts).IsEmpty);
    }

    [Fact]
    public void A_home_that_does_not_fit_the_account_is_ignored()
    {
        using var code = _device.StartCode();
        using var rogue = new RogueHub(_facts with { HomeId = default });
        Assert.Null(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
    }

    [Fact]
    public void A_card_that_names_its_hub_ignores_all_others_without_counting()
    {
        using var secret = _device.StartPrinted(expectedAuthority: new Bytes32(Enumerable.Repeat((byte)2, 32).ToArray()));
        using var rogue = new RogueHub(_facts);
        Assert.Null(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        Assert.True(((MemoryAttempts)_device.Attempts).IsEmpty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hub_that_knows_the_code_cannot_grant_in_anothers_name(bool otherSigner)
    {
        using var code = _device.StartCode();
        using var hubKey = SigningKey.Create();
        using var otherKey = SigningKey.Create();
        var facts = _facts with { Hub = hubKey.Address, HomeId = Home.IdOf(hubKey.Address) };
        using var rogue = new RogueHub(facts);
        var reply = (PairingReply)_device.Handle(rogue.Challenge(_device.Pairing.Hello))!;
        var confirm = Assert.IsType<PairingConfirm>(_device.Handle(rogue.Prove(reply, code)));
        var descriptor = new DeviceDescriptor(
            facts.HomeId, otherSigner ? _device.Address : otherKey.Address, 7, 0, ulong.MaxValue);
        var signer = otherSigner ? otherKey : hubKey;
        var grant = new EnrolmentGrant(
            [1], [1], new HubDoors(["h"], 1, 1), descriptor, signer.Sign(TypedData.Digest(descriptor)), 1);
        var envelope = rogue.Keys!.HubSeal(WireJson.Write(grant, WireJson.Default.EnrolmentGrant));
        Assert.Null(_device.Handle(new PairingGrant(confirm.Run, envelope)));
        Assert.Equal(new DeviceStep.Ended(DeviceEnd.Unusable), _device.LastStep);
    }

    public void Dispose()
    {
        _device.Dispose();
        _directory.Dispose();
    }

    private void UsePowerCycle(string boot, PrintedSecret? secret = null)
    {
        using var code = PairingCode.New();
        _device.Start(secret is null ? PairingVerifier.Create(code) : PairingVerifier.Create(secret), boot);
        while (_device.Pairing.State != DeviceState.Ended)
        {
            _time.Advance(_device.Pairing.UntilHello);
            using var guess = PrintedSecret.New();
            Guess((rogue, reply) => rogue.Prove(reply, guess));
        }
    }

    private void Guess(Func<RogueHub, PairingReply, PairingProof> prove)
    {
        using var rogue = new RogueHub(_facts);
        var reply = Assert.IsType<PairingReply>(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        Assert.Null(_device.Handle(prove(rogue, reply)));
    }

    /// <summary>A wrong guess, then the right code a moment later: for the same run, and for a new one before the wait is over.</summary>
    private void GuessTooLate(PairingCode code, int attempt)
    {
        using var rogue = new RogueHub(_facts);
        var reply = Assert.IsType<PairingReply>(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        using var guess = PairingCode.New();
        Assert.Null(_device.Handle(rogue.Prove(reply, guess)));
        var wrong = Assert.IsType<DeviceStep.WrongSecret>(_device.LastStep);
        Assert.Equal(DeviceAttempts.PerPowerCycle - attempt, wrong.AttemptsLeft);
        Assert.Equal(TimeSpan.FromSeconds(1 << attempt), wrong.Wait);

        Assert.Null(_device.Handle(rogue.Prove(reply, code)));
        Assert.IsType<DeviceStep.Ignored>(_device.LastStep);
        Assert.Null(_device.Handle(rogue.Challenge(_device.Pairing.Hello)));
        _time.Advance(wrong.Wait);
    }
}

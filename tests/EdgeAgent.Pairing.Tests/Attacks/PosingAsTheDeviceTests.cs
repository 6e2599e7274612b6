using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Attacks;

/// <summary>Somebody says hello who is not the device, or is it and asks for more than is due.</summary>
public sealed class PosingAsTheDeviceTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
    private readonly HomeHub _hub;
    private readonly HomeDevice _victim;

    public PosingAsTheDeviceTests()
    {
        _hub = new HomeHub(_directory, "hub", _time);
        _victim = new HomeDevice(_directory, "victim", _time);
    }

    [Fact]
    public void The_hubs_proof_tests_the_one_guess_that_B_was_made_from_and_no_other()
    {
        using var code = PairingCode.New();
        using var guess = PairingCode.New();
        using var guessed = PairingVerifier.Create(guess);
        using var rogue = new RogueDevice(guessed, _victim.SpkiHash);
        _hub.Handle(Wire.Lan, rogue.Hello);
        _hub.Pairing.EnterCode(_hub.Pairing.List()[0].Key, code.ToDisplay());
        var challenge = (PairingChallenge)_hub.Handle(Wire.Lan, rogue.Hello);
        var proof = (PairingProof)_hub.Handle(Wire.Lan, rogue.Reply(challenge));
        Assert.False(rogue.Keys!.IsHubProof(proof.Mac));

        // The right verifier, tried against the recording: the hub subtracted k·g^x of the right code from a B made of another.
        using var x = SecretStretch.PrivateKey(SrpGroup.Standard, code, rogue.Hello.Enrolment, rogue.Hello.Salt);
        var right = guessed.Write();
        SrpGroup.Standard.PowerOfGenerator(x.Span).CopyTo(right.AsSpan(right.Length - PairingLimits.GroupBytes));
        using var rightVerifier = PairingVerifier.TryRead(right);
        Assert.False(rogue.FitsAlso(proof, rightVerifier!, Enumerable.Repeat((byte)3, 32).ToArray()));
    }

    [Fact]
    public void Five_codes_for_one_enrolment_across_restarts_and_then_it_is_refused()
    {
        using var counter = FileAttemptCounter.Open(_directory.File("attempts"));
        _hub.Reset(counter);
        using var own = PairingCode.New();
        using var verifier = PairingVerifier.Create(own);
        for (var attempt = 1; attempt <= HubPairingLimits.Attempts; attempt++)
        {
            using var rogue = new RogueDevice(verifier, _victim.SpkiHash);
            var hello = rogue.Hello with { Nonce = default }; // one enrolment
            Assert.IsType<PairingWait>(_hub.Handle(Wire.Lan, hello));
            var pending = Assert.Single(_hub.Pairing.List());
            Assert.Equal(HubPairingLimits.Attempts - attempt + 1, pending.AttemptsLeft);
            using var typed = PairingCode.New();
            Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.EnterCode(pending.Key, typed.ToDisplay()));
            var challenge = (PairingChallenge)_hub.Handle(Wire.Lan, hello);
            Assert.IsType<PairingProof>(_hub.Handle(Wire.Lan, rogue.Reply(challenge)));
            _hub.Restart(); // before the device's answer: the attempt is on the disk already
            if (attempt == HubPairingLimits.Attempts)
            {
                Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, hello));
                Assert.Empty(_hub.Pairing.List());
            }
        }
    }

    [Fact]
    public void A_second_B_for_the_same_code_gets_no_second_proof()
    {
        using var own = PairingCode.New();
        using var verifier = PairingVerifier.Create(own);
        using var rogue = new RogueDevice(verifier, _victim.SpkiHash);
        using var second = new RogueDevice(verifier, _victim.SpkiHash);
        using var code = PairingCode.New();
        var challenge = Challenge(rogue, code);
        Assert.IsType<PairingProof>(_hub.Handle(Wire.Lan, rogue.Reply(challenge)));
        Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, second.Reply(challenge)));
        Assert.IsType<PairingWait>(_hub.Handle(Wire.Lan, rogue.Hello)); // and the code must be typed again
    }

    [Fact]
    public void Public_values_that_are_no_elements_are_refused_and_get_no_proof()
    {
        using var own = PairingCode.New();
        using var verifier = PairingVerifier.Create(own);
        using var rogue = new RogueDevice(verifier, _victim.SpkiHash);
        using var code = PairingCode.New();
        var modulus = Org.BouncyCastle.Crypto.Agreement.Srp.Srp6StandardGroups.rfc5054_3072.N.ToByteArrayUnsigned();
        foreach (var evil in new[] { new byte[SrpGroup.Standard.SizeBytes], modulus })
        {
            var challenge = Challenge(rogue, code);
            Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, new PairingReply(challenge.Run, evil)));
            Assert.Equal(EnrolmentState.Pending, Assert.Single(_hub.Pairing.List()).State);
        }
        Assert.True(((MemoryAttempts)_hub.Attempts).IsEmpty);
    }

    [Fact]
    public void Whoever_knows_a_code_cannot_enrol_under_anothers_address() =>
        AssertRefused((_, offer, own) =>
        {
            var request = own.MakeRequest(offer);
            return request with { Permit = request.Permit with { Device = _victim.Address } };
        });

    [Fact]
    public void Nor_with_another_TLS_key_than_the_hello_named() =>
        AssertRefused((_, offer, _) => _victim.MakeRequest(offer));

    [Fact]
    public void Nor_with_a_permit_from_another_run() =>
        AssertRefused((_, offer, own) => own.MakeRequest(offer with { Transcript = default }));

    [Fact]
    public void Nor_with_a_permit_for_another_hub() =>
        AssertRefused((_, offer, own) => own.MakeRequest(offer with { Hub = _victim.Address }));

    [Fact]
    public void Nor_with_an_authority_that_is_not_the_hubs() =>
        AssertRefused((_, offer, own) => own.MakeRequest(offer with { CaSpkiHash = default }));

    [Fact]
    public void Nor_with_a_permit_that_says_something_else_than_was_signed() =>
        AssertRefused((_, offer, own) =>
        {
            var request = own.MakeRequest(offer);
            return request with { Permit = request.Permit with { TlsSpkiHash = _victim.SpkiHash } };
        });

    [Fact]
    public void Nor_with_a_certificate_request_by_another_key() =>
        AssertRefused((_, offer, own) =>
            own.MakeRequest(offer) with { CertificateRequest = _victim.MakeRequest(offer).CertificateRequest });

    [Fact]
    public void A_name_that_two_enrolments_bear_or_a_secret_that_two_name_is_shown_as_contested()
    {
        using var secret = _victim.StartPrinted();
        _hub.Handle(Wire.Lan, _victim.Pairing.Hello);
        Assert.False(Assert.Single(_hub.Pairing.List()).IsContested);
        using var own = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(own);
        using var rogue = new RogueDevice(verifier, default, secret.Enrolment);
        _hub.Handle(Wire.Lan, rogue.Hello);
        Assert.All(_hub.Pairing.List(), p => Assert.True(p.IsContested));
        Assert.Equal(2, _hub.Pairing.List().Count);
    }

    [Fact]
    public void A_printed_secret_is_held_after_five_failures_until_a_person_says_otherwise()
    {
        using var secret = _victim.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        using var own = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(own);
        for (var i = 0; i < HubPairingLimits.Attempts; i++)
        {
            using var rogue = new RogueDevice(verifier, default, secret.Enrolment);
            var challenge = Assert.IsType<PairingChallenge>(_hub.Handle(Wire.Lan, rogue.Hello));
            Assert.IsType<PairingProof>(_hub.Handle(Wire.Lan, rogue.Reply(challenge)));
            _hub.Handle(Wire.Lan, new PairingConfirm(challenge.Run, default, new byte[18]));
        }
        Assert.Contains(new HubNotice.PrintedHeld(secret.Enrolment), _hub.Pairing.Tick());
        Assert.IsType<PairingRefused>(Wire.Exchange(_victim, _hub));

        _hub.Pairing.Rearm(secret.Enrolment);
        Assert.IsType<PairingGrant>(Wire.Exchange(_victim, _hub));
        Assert.True(_victim.TryConnect(_hub));
    }

    [Fact]
    public void A_pinned_secret_is_of_no_use_to_another_key()
    {
        using var secret = _victim.StartPrinted(pinned: true);
        _hub.Pairing.AddPrinted(secret.ToQrText());
        using var stolen = PairingVerifier.Create(secret);
        using var rogue = new RogueDevice(stolen, default);
        Assert.IsType<PairingWait>(_hub.Handle(Wire.Lan, rogue.Hello));
    }

    public void Dispose()
    {
        _hub.Dispose();
        _victim.Dispose();
        _directory.Dispose();
    }

    private void AssertRefused(Func<RogueDevice, EnrolmentOffer, HomeDevice, EnrolmentRequest> ask)
    {
        using var own = new HomeDevice(_directory, "own", _time);
        using var code = PairingCode.New();
        using var verifier = PairingVerifier.Create(code);
        using var rogue = new RogueDevice(verifier, own.SpkiHash);
        var challenge = Challenge(rogue, code);
        var proof = (PairingProof)_hub.Handle(Wire.Lan, rogue.Reply(challenge));
        Assert.True(rogue.Keys!.IsHubProof(proof.Mac));
        var request = ask(rogue, rogue.Offer!, own);
        Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, rogue.Confirm(request)));
        Assert.Empty(_hub.Registry);
    }

    private PairingChallenge Challenge(RogueDevice rogue, PairingCode code)
    {
        _hub.Handle(Wire.Lan, rogue.Hello);
        Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.EnterCode(_hub.Pairing.List()[0].Key, code.ToDisplay()));
        return (PairingChallenge)_hub.Handle(Wire.Lan, rogue.Hello);
    }
}

using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Device;

/// <summary>
/// The device's side of pairing, from the code on its screen to its place in the home. Events in, what to do next out; no input or
/// output of its own beyond the attempt counter. Whatever does not belong to the present state is ignored and changes nothing.
/// </summary>
/// <remarks>Not thread-safe: one caller at a time. Time is measured from event to event, so setting the clock changes nothing.</remarks>
public sealed class DevicePairing : IDisposable
{
    private readonly DevicePairingSetup _setup;
    private readonly TimeProvider _time;
    private readonly SrpGroup _group;
    private readonly long _startedAt;
    private DeviceRun? _run;
    private long _helloFrom;
    private TimeSpan _backoff;

    /// <summary>Opens the window. <see cref="Hello"/> may be sent after <see cref="UntilHello"/>.</summary>
    public DevicePairing(DevicePairingSetup setup, TimeProvider time)
        : this(setup, time, SrpGroup.Standard)
    {
    }

    internal DevicePairing(DevicePairingSetup setup, TimeProvider time, SrpGroup group)
    {
        _setup = setup;
        _time = time;
        _group = group;
        _startedAt = time.GetTimestamp();
        Hello = new PairingHello(
            PairingLimits.Version,
            setup.Verifier.Enrolment,
            setup.SpkiHash,
            setup.Hardware,
            setup.Verifier.Salt,
            setup.Verifier.Iterations,
            new Bytes32(RandomNumberGenerator.GetBytes(Bytes32.SizeBytes)));
        Name = PairingTranscript.Name(Hello);
        BackOff();
    }

    /// <summary>Where the device stands.</summary>
    public DeviceState State { get; private set; }

    /// <summary>What to send to <c>/pair/hello</c>, unchanged each time.</summary>
    public PairingHello Hello { get; }

    /// <summary>The short name to show beside the code, <c>ABC-DEF</c>.</summary>
    public string Name { get; }

    /// <summary>How long to wait before the next hello.</summary>
    public TimeSpan UntilHello => Remaining(_helloFrom, _backoff);

    /// <summary>How long the code may still be used; none for a printed secret.</summary>
    public TimeSpan? WindowLeft => _setup.Verifier.IsPrinted ? null : Remaining(_startedAt, PairingTimes.Window);

    /// <summary>Since the challenge of the present run; zero without a run. Its hour ends at <see cref="PairingTimes.Run"/>.</summary>
    public TimeSpan RunAge => _run is { } run ? _time.GetElapsedTime(run.StartedAt) : TimeSpan.Zero;

    private EnrolmentId? Printed => _setup.Verifier.IsPrinted ? _setup.Verifier.Enrolment : null;

    /// <summary>The hub's answer to the hello: <see cref="DeviceStep.SendReply"/>.</summary>
    public DeviceStep OnChallenge(PairingChallenge challenge)
    {
        if (OnTick() is DeviceStep.Ended ended)
        {
            return ended;
        }
        if (State is not (DeviceState.Offering or DeviceState.Replied)
            || UntilHello > TimeSpan.Zero
            || challenge.HomeId != Home.IdOf(challenge.Hub)
            || (_setup.ExpectedAuthority is { } expected && challenge.CaSpkiHash != expected))
        {
            return new DeviceStep.Ignored();
        }
        if (_setup.Attempts.Left(Printed) == 0)
        {
            return End(DeviceEnd.Locked);
        }
        if (_run is null || !_run.Answers(Hello, challenge))
        {
            DropRun();
            State = DeviceState.Offering;
            _run = DeviceRun.Begin(_group, _setup.Verifier.Verifier, Hello, challenge, _time.GetTimestamp());
            if (_run is null)
            {
                return new DeviceStep.Ignored();
            }
            State = DeviceState.Replied;
        }
        return new DeviceStep.SendReply(_run.Reply);
    }

    /// <summary>The hub's proof: <see cref="DeviceStep.MakeRequest"/>, or <see cref="DeviceStep.WrongSecret"/>. Counted before it is looked at.</summary>
    public DeviceStep OnProof(PairingProof proof)
    {
        if (OnTick() is not DeviceStep.Ignored and var over)
        {
            return over;
        }
        if (State != DeviceState.Replied || _run is not { } run || proof.Run != run.Challenge.Run)
        {
            return new DeviceStep.Ignored();
        }
        if (!_setup.Attempts.TryBegin(Printed))
        {
            return End(DeviceEnd.Locked);
        }
        if (!run.Keys.IsHubProof(proof.Mac))
        {
            DropRun();
            BackOff();
            State = DeviceState.Offering;
            var left = _setup.Attempts.Left(Printed);
            return left == 0 ? End(DeviceEnd.Locked) : new DeviceStep.WrongSecret(left, UntilHello);
        }
        _setup.Attempts.Succeed(Printed);
        State = DeviceState.Trusting;
        return new DeviceStep.MakeRequest(run.Offer);
    }

    /// <summary>The device's own request is made: <see cref="DeviceStep.SendConfirm"/>.</summary>
    /// <exception cref="ArgumentException">The permit is not for this run.</exception>
    public DeviceStep OnRequest(EnrolmentRequest request)
    {
        if (OnTick() is not DeviceStep.Ignored and var over)
        {
            return over;
        }
        if (State != DeviceState.Trusting || _run is not { } run)
        {
            return new DeviceStep.Ignored();
        }
        var permit = new PairPermit(
            _setup.Device,
            run.Offer.Hub,
            run.Offer.HomeId,
            _setup.SpkiHash,
            run.Offer.CaSpkiHash,
            run.Offer.Transcript);
        if (request.Permit != permit)
        {
            throw new ArgumentException("The permit is for another device, hub, key or run.", nameof(request));
        }
        var envelope = run.Keys.DeviceSeal(WireJson.Write(request, WireJson.Default.EnrolmentRequest));
        run.Permit = permit;
        run.Confirm = new PairingConfirm(run.Challenge.Run, run.Keys.DeviceProof(), envelope);
        State = DeviceState.Confirming;
        return new DeviceStep.SendConfirm(run.Confirm);
    }

    /// <summary>The hub's grant: <see cref="DeviceStep.Store"/>. One that this hub did not seal in this run is ignored.</summary>
    public DeviceStep OnGrant(PairingGrant grant)
    {
        if (OnTick() is not DeviceStep.Ignored and var over)
        {
            return over;
        }
        if (State != DeviceState.Confirming || _run is not { Permit: { } permit } run || grant.Run != run.Challenge.Run
            || run.Keys.OpenHub(grant.Envelope) is not { } plaintext)
        {
            return new DeviceStep.Ignored();
        }
        EnrolmentGrant opened;
        try
        {
            opened = WireJson.Parse(plaintext, WireJson.Default.EnrolmentGrant);
        }
        catch (WireFormatException)
        {
            return End(DeviceEnd.Unusable);
        }
        if (opened.Descriptor.Device != _setup.Device
            || opened.Descriptor.HomeId != run.Offer.HomeId
            || !SignatureVerifier.Verify(TypedData.Digest(opened.Descriptor), opened.Signature, run.Offer.Hub))
        {
            return End(DeviceEnd.Unusable);
        }
        State = DeviceState.Storing;
        return new DeviceStep.Store(run.Offer, opened, PairingTranscript.Fingerprint(permit));
    }

    /// <summary>The grant is stored durably: <see cref="DeviceStep.Connect"/>.</summary>
    public DeviceStep OnStored()
    {
        if (OnTick() is not DeviceStep.Ignored and var over)
        {
            return over;
        }
        if (State != DeviceState.Storing)
        {
            return new DeviceStep.Ignored();
        }
        _run!.Dispose(); // the keys; the start of the hour is still needed
        State = DeviceState.Pending;
        return new DeviceStep.Connect();
    }

    /// <summary>The grant does not hold what it should, or cannot be stored: <see cref="DeviceStep.Ended"/>.</summary>
    public DeviceStep OnUnusable() => State == DeviceState.Storing ? End(DeviceEnd.Unusable) : new DeviceStep.Ignored();

    /// <summary>The first mutual-TLS connection stands, both certificates checked: <see cref="DeviceStep.Activated"/>.</summary>
    public DeviceStep OnConnected()
    {
        if (OnTick() is not DeviceStep.Ignored and var over)
        {
            return over;
        }
        if (State != DeviceState.Pending)
        {
            return new DeviceStep.Ignored();
        }
        DropRun();
        _setup.Verifier.Dispose();
        State = DeviceState.Active;
        return new DeviceStep.Activated();
    }

    /// <summary>
    /// The hub refused: <see cref="DeviceStep.StartOver"/>. Nobody signs a refusal, so it costs the run and nothing else; once the
    /// grant is here it means nothing.
    /// </summary>
    public DeviceStep OnRefused()
    {
        if (OnTick() is not DeviceStep.Ignored and var over)
        {
            return over;
        }
        return State is DeviceState.Replied or DeviceState.Trusting or DeviceState.Confirming
            ? StartOver()
            : new DeviceStep.Ignored();
    }

    /// <summary>Time has passed: <see cref="DeviceStep.Ended"/>, <see cref="DeviceStep.StartOver"/>, or <see cref="DeviceStep.Ignored"/>.</summary>
    public DeviceStep OnTick() => State switch
    {
        DeviceState.Offering when WindowLeft == TimeSpan.Zero => End(DeviceEnd.WindowClosed),
        DeviceState.Replied when RunLeft(PairingTimes.Exchange) == TimeSpan.Zero => StartOver(),
        DeviceState.Replied when WindowLeft == TimeSpan.Zero => End(DeviceEnd.WindowClosed),
        DeviceState.Trusting or DeviceState.Confirming when RunLeft(PairingTimes.Run) == TimeSpan.Zero => StartOver(),
        DeviceState.Storing or DeviceState.Pending when RunLeft(PairingTimes.Run) == TimeSpan.Zero =>
            End(DeviceEnd.NotActivated),
        _ => new DeviceStep.Ignored(),
    };

    /// <summary>Erases what is left of the secret.</summary>
    public void Dispose()
    {
        DropRun();
        _setup.Verifier.Dispose();
        if (State != DeviceState.Active)
        {
            State = DeviceState.Ended;
        }
    }

    private DeviceStep StartOver()
    {
        DropRun();
        State = DeviceState.Offering;
        return WindowLeft == TimeSpan.Zero ? End(DeviceEnd.WindowClosed) : new DeviceStep.StartOver();
    }

    private DeviceStep.Ended End(DeviceEnd reason)
    {
        DropRun();
        _setup.Verifier.Dispose();
        State = DeviceState.Ended;
        return new DeviceStep.Ended(reason);
    }

    private void DropRun()
    {
        _run?.Dispose();
        _run = null;
    }

    private void BackOff()
    {
        _helloFrom = _time.GetTimestamp();
        _backoff = _setup.Attempts.Backoff();
    }

    private TimeSpan RunLeft(TimeSpan limit) => Remaining(_run!.StartedAt, limit);

    private TimeSpan Remaining(long from, TimeSpan limit)
    {
        var left = limit - _time.GetElapsedTime(from);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}

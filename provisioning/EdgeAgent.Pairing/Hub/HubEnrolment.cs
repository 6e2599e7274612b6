using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Hub;

/// <summary>One device's start of pairing as the hub sees it: one run at a time, and what is left of it.</summary>
internal sealed class HubEnrolment(Bytes32 key, PairingHello hello, IPAddress address, long now) : IDisposable
{
    private SecretBuffer? _x;
    private SrpClient? _client;
    private PairingChallenge? _challenge;
    private PairingReply? _reply;
    private PairingProof? _proof;
    private PairingConfirm? _confirm;
    private PairingGrant? _grant;
    private PairingKeys? _keys;

    public Bytes32 Key { get; } = key;

    public PairingHello Hello { get; } = hello;

    public string Name { get; } = PairingTranscript.Name(hello);

    public IPAddress Address { get; } = address;

    public long FirstSeen { get; } = now;

    public long LastSeen { get; set; } = now;

    /// <summary>When the challenge went out.</summary>
    public long RunStart { get; private set; }

    public EnrolmentState State { get; private set; }

    /// <summary>Its printed secret is known beforehand: it has limits of its own.</summary>
    public bool NeedsNoPerson { get; set; }

    public bool IsApproved { get; private set; }

    public EnrolmentOffer? Offer { get; private set; }

    public EnrolmentRequest? Request { get; private set; }

    public GrantedEnrolment? Granted { get; private set; }

    public bool IsPrinted => Hello.Iterations == PairingLimits.PrintedIterations;

    public Bytes32? Run => _challenge?.Run;

    public PairingChallenge Challenge => _challenge ?? throw new UnreachableException();

    public AttemptKey AttemptKey => AttemptKeyOf(Key, Hello);

    public string? Fingerprint =>
        Request is { } request ? PairingTranscript.Fingerprint(request.Permit) : Granted?.Fingerprint;

    /// <summary>A printed secret counts for itself, a code for this enrolment alone: each code is fresh.</summary>
    public static AttemptKey AttemptKeyOf(Bytes32 key, PairingHello hello) =>
        hello.Iterations == PairingLimits.PrintedIterations
            ? new AttemptKey(AttemptScope.Secret, hello.Enrolment.ToString())
            : new AttemptKey(AttemptScope.Enrolment, key.ToString());

    /// <summary>The secret is known. Taken over.</summary>
    public void Select(SecretBuffer x)
    {
        Debug.Assert(State == EnrolmentState.Pending, "chosen once a run");
        _x = x;
        State = EnrolmentState.Selected;
    }

    public PairingChallenge Begin(HubFacts facts, SrpGroup group, TimeProvider time)
    {
        Debug.Assert(State == EnrolmentState.Selected, "a run begins once");
        _client = new SrpClient(group);
        _challenge = new PairingChallenge(
            new Bytes32(RandomNumberGenerator.GetBytes(Bytes32.SizeBytes)),
            _client.PublicA,
            facts.Hub,
            facts.HomeId,
            facts.CaSpkiHash,
            Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds()));
        RunStart = time.GetTimestamp();
        State = EnrolmentState.Challenged;
        return _challenge;
    }

    /// <summary>Derives the keys; false where B is no element of the group. Nothing leaves the hub before <see cref="Prove"/>.</summary>
    public bool TryAgree(PairingReply reply)
    {
        Debug.Assert(State == EnrolmentState.Challenged, "one reply a run");
        using var shared = _client!.Agree(_x!, reply.PublicB);
        if (shared is null)
        {
            return false;
        }
        _reply = reply;
        var transcript = PairingTranscript.Compute(Hello, Challenge, reply);
        _keys = new PairingKeys(shared, transcript);
        Offer = new EnrolmentOffer(
            Challenge.Hub, Challenge.HomeId, Challenge.CaSpkiHash, transcript, Challenge.Time);
        return true;
    }

    /// <summary>The attempt is counted: the proof may go out. The secret is erased here.</summary>
    public PairingProof Prove()
    {
        _proof = new PairingProof(Challenge.Run, _keys!.HubProof());
        _x!.Dispose();
        _client!.Dispose();
        State = EnrolmentState.Proven;
        return _proof;
    }

    /// <summary>The proof that went out, for the same reply said again; for another one none, ever.</summary>
    public PairingProof? ProofFor(PairingReply reply) =>
        State == EnrolmentState.Proven && _reply!.PublicB.AsSpan().SequenceEqual(reply.PublicB) ? _proof : null;

    /// <summary>Whether the confirm is by the device that knew the secret, and binds its keys to this run.</summary>
    public bool TryAccept(PairingConfirm confirm)
    {
        Debug.Assert(State == EnrolmentState.Proven, "one confirm a run");
        if (!_keys!.IsDeviceProof(confirm.Mac) || _keys.OpenDevice(confirm.Envelope) is not { } plaintext)
        {
            return false;
        }
        EnrolmentRequest request;
        try
        {
            request = WireJson.Parse(plaintext, WireJson.Default.EnrolmentRequest);
        }
        catch (WireFormatException)
        {
            return false;
        }
        var permit = new PairPermit(
            request.Permit.Device,
            Offer!.Hub,
            Offer.HomeId,
            Hello.SpkiHash,
            Offer.CaSpkiHash,
            Offer.Transcript);
        if (request.Permit != permit
            || !SignatureVerifier.Verify(TypedData.Digest(permit), request.Signature, permit.Device))
        {
            return false;
        }
        _confirm = confirm;
        Request = request;
        State = EnrolmentState.Deciding;
        return true;
    }

    /// <summary>Whether this is the confirm that was accepted, said again.</summary>
    public bool IsSame(PairingConfirm confirm) =>
        _confirm is { } known
        && CryptographicOperations.FixedTimeEquals(known.Mac.ToArray(), confirm.Mac.ToArray())
        && known.Envelope.AsSpan().SequenceEqual(confirm.Envelope);

    public void AwaitApproval() => State = EnrolmentState.AwaitingApproval;

    public void Approve() => IsApproved = true;

    /// <summary>A person has approved: the request goes to the decision once more.</summary>
    public void DecideAgain() => State = EnrolmentState.Deciding;

    public PairingGrant SealGrant(EnrolmentDecision.Granted decision)
    {
        Debug.Assert(State == EnrolmentState.Deciding, "granted once");
        var permit = Request!.Permit;
        Granted = new GrantedEnrolment(
            permit.Device, permit.TlsSpkiHash, decision.Serial, Hello.Enrolment, PairingTranscript.Fingerprint(permit));
        _grant = new PairingGrant(
            Challenge.Run, _keys!.HubSeal(WireJson.Write(decision.Grant, WireJson.Default.EnrolmentGrant)));
        _keys.Dispose();
        State = EnrolmentState.Granted;
        return _grant;
    }

    public PairingGrant GrantMessage => _grant ?? throw new UnreachableException();

    /// <summary>The run is over without a result; the secret, if any is left, is erased and must be entered again.</summary>
    public void Abandon()
    {
        Dispose();
        (_x, _client, _challenge, _reply, _proof, _confirm, _keys) = (null, null, null, null, null, null, null);
        (Offer, Request) = (null, null);
        IsApproved = false;
        State = EnrolmentState.Pending;
    }

    /// <summary>Erases keys and secrets.</summary>
    public void Dispose()
    {
        _x?.Dispose();
        _client?.Dispose();
        _keys?.Dispose();
    }
}

using System.Diagnostics;
using System.Net;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Hub;

/// <summary>
/// The hub's side of pairing: who waits for a code, and every exchange under way. Events in, answers out; no input or output of its
/// own beyond the attempt counter. Thread-safe; a call takes up to 0.1 s on a small board.
/// </summary>
/// <remarks>
/// 1 a device says hello and waits; 2 a person chooses it and enters its code, or its printed secret is known beforehand; 3 the next
/// hello gets the challenge; 4 the reply gets the hub's proof, counted before it is given; 5 the confirm is checked and decided;
/// 6 the grant goes out; 7 the first mutual-TLS connection makes it active. Time is measured from event to event, so setting the
/// clock changes nothing.
/// </remarks>
public sealed class HubPairing : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HubFacts _facts;
    private readonly IAttemptCounter _attempts;
    private readonly TimeProvider _time;
    private readonly SrpGroup _group;
    private readonly HubEnrolments _enrolments = new();
    private readonly PrintedSecrets _printed;
    private readonly RestoredGrants _restored;
    private readonly List<HubNotice> _notices = [];

    /// <summary>With nobody waiting.</summary>
    public HubPairing(HubFacts facts, IAttemptCounter attempts, TimeProvider time)
        : this(facts, attempts, time, SrpGroup.Standard)
    {
    }

    internal HubPairing(HubFacts facts, IAttemptCounter attempts, TimeProvider time, SrpGroup group)
    {
        _facts = facts;
        _attempts = attempts;
        _time = time;
        _group = group;
        _printed = new PrintedSecrets(group);
        _restored = new RestoredGrants(time);
    }

    /// <summary>A device says hello: <see cref="HubAnswer.Wait"/>, <see cref="HubAnswer.Challenge"/> or <see cref="HubAnswer.Refused"/>.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="hello">Checked by <see cref="WireJson.Parse"/>.</param>
    public HubAnswer OnHello(IPAddress address, PairingHello hello)
    {
        lock (_gate)
        {
            Expire();
            var key = PairingTranscript.HelloDigest(hello);
            if (!_enrolments.TryGet(key, out var enrolment))
            {
                var from = PairingAddress.Of(address);
                if (IsFull() || AttemptsLeft(HubEnrolment.AttemptKeyOf(key, hello)) == 0
                    || !(_printed.Admits(hello) ? _enrolments.TryMakeRoom(hello.Enrolment) : _enrolments.TryMakeRoom(from)))
                {
                    return Refuse();
                }
                enrolment = _enrolments.Add(key, hello, from, _time.GetTimestamp());
                enrolment.NeedsNoPerson = _printed.Admits(hello);
            }
            enrolment.LastSeen = _time.GetTimestamp();
            if (enrolment.State == EnrolmentState.Proven)
            {
                Fail(enrolment); // the device did not like the proof
            }
            return enrolment.State switch
            {
                EnrolmentState.Pending => AttemptsLeft(enrolment.AttemptKey) == 0 ? Refuse() : TryPrinted(enrolment),
                EnrolmentState.Selected => Begin(enrolment),
                EnrolmentState.Challenged => new HubAnswer.Challenge(enrolment.Challenge),
                _ => Refuse(), // a device that has proved itself says no hello any more: a replay
            };
        }
    }

    /// <summary>A person enters the code that the chosen device shows.</summary>
    /// <param name="key">Of the chosen enrolment.</param>
    /// <param name="code">As typed.</param>
    public CodeOutcome EnterCode(Bytes32 key, ReadOnlySpan<char> code)
    {
        using var parsed = PairingCode.TryParse(code);
        lock (_gate)
        {
            Expire();
            if (!_enrolments.TryGet(key, out var enrolment) || enrolment.State != EnrolmentState.Pending)
            {
                return CodeOutcome.NotPending;
            }
            if (enrolment.IsPrinted)
            {
                return CodeOutcome.OtherSecret;
            }
            if (AttemptsLeft(enrolment.AttemptKey) == 0)
            {
                return CodeOutcome.UsedUp;
            }
            if (parsed is null)
            {
                return CodeOutcome.Malformed;
            }
            enrolment.Select(SecretStretch.PrivateKey(_group, parsed, enrolment.Hello.Enrolment, enrolment.Hello.Salt));
            return CodeOutcome.Accepted;
        }
    }

    /// <summary>A person scans a label, or a flashing tool hands over what it printed: the device may come at any time, and pairs once.</summary>
    /// <param name="text">The text form of <see cref="PrintedSecret"/>.</param>
    public CodeOutcome AddPrinted(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            return _printed.Add(text);
        }
    }

    /// <summary>A printed secret is no longer wanted; a run with it goes on only if it has been granted.</summary>
    public void RemovePrinted(EnrolmentId enrolment)
    {
        lock (_gate)
        {
            ForgetPrinted(enrolment);
        }
    }

    /// <summary>A person allows a held printed secret its attempts again.</summary>
    public void Rearm(EnrolmentId enrolment) => _attempts.Forget(new AttemptKey(AttemptScope.Secret, enrolment.ToString()));

    /// <summary>Attempts that a printed secret has left; 0: held.</summary>
    public int PrintedAttemptsLeft(EnrolmentId enrolment) =>
        AttemptsLeft(new AttemptKey(AttemptScope.Secret, enrolment.ToString()));

    /// <summary>A device answers the challenge: <see cref="HubAnswer.Proof"/> or <see cref="HubAnswer.Refused"/>.</summary>
    public HubAnswer OnReply(PairingReply reply)
    {
        lock (_gate)
        {
            Expire();
            if (!_enrolments.TryGetRun(reply.Run, out var enrolment))
            {
                return Refuse();
            }
            if (enrolment.State != EnrolmentState.Challenged)
            {
                return enrolment.ProofFor(reply) is { } again ? new HubAnswer.Proof(again) : Refuse();
            }
            if (AttemptsLeft(enrolment.AttemptKey) == 0 || !enrolment.TryAgree(reply))
            {
                _enrolments.Abandon(enrolment);
                return Refuse();
            }
            _attempts.Increment(enrolment.AttemptKey); // durable before the proof exists
            return new HubAnswer.Proof(enrolment.Prove());
        }
    }

    /// <summary>
    /// A device proves itself: <see cref="HubAnswer.Decide"/> the first time and after approval, else <see cref="HubAnswer.Wait"/>,
    /// <see cref="HubAnswer.Grant"/> or <see cref="HubAnswer.Refused"/>.
    /// </summary>
    public HubAnswer OnConfirm(PairingConfirm confirm)
    {
        lock (_gate)
        {
            Expire();
            if (!_enrolments.TryGetRun(confirm.Run, out var enrolment))
            {
                return Refuse();
            }
            if (enrolment.State == EnrolmentState.Proven)
            {
                if (!enrolment.TryAccept(confirm))
                {
                    Fail(enrolment);
                    return Refuse();
                }
                _attempts.Decrement(enrolment.AttemptKey);
                return ToDecide(enrolment);
            }
            if (!enrolment.IsSame(confirm))
            {
                return Refuse();
            }
            switch (enrolment.State)
            {
                case EnrolmentState.AwaitingApproval when enrolment.IsApproved:
                    enrolment.DecideAgain();
                    return ToDecide(enrolment);
                case EnrolmentState.Granted:
                    return new HubAnswer.Grant(enrolment.GrantMessage);
                default:
                    return Wait();
            }
        }
    }

    /// <summary>What the hub's enrolment says to a <see cref="HubAnswer.Decide"/>: <see cref="HubAnswer.Grant"/>, <see cref="HubAnswer.Wait"/> or <see cref="HubAnswer.Refused"/>.</summary>
    /// <remarks>Where <see cref="EnrolmentDecision.Granted"/> is answered with <see cref="HubAnswer.Refused"/>, the run was over
    /// meanwhile: delete the row from the registry.</remarks>
    public HubAnswer Decide(Bytes32 key, EnrolmentDecision decision)
    {
        lock (_gate)
        {
            Expire();
            if (!_enrolments.TryGet(key, out var enrolment) || enrolment.State != EnrolmentState.Deciding)
            {
                return Refuse();
            }
            switch (decision)
            {
                case EnrolmentDecision.Granted granted:
                    var message = enrolment.SealGrant(granted);
                    if (enrolment.IsPrinted)
                    {
                        _enrolments.RemoveRuns(enrolment.Hello.Enrolment, except: enrolment); // one secret, one device
                    }
                    return new HubAnswer.Grant(message);
                case EnrolmentDecision.NeedsApproval:
                    enrolment.AwaitApproval();
                    return Wait();
                case EnrolmentDecision.Denied:
                    _enrolments.Remove(enrolment);
                    return Refuse();
                default:
                    throw new UnreachableException();
            }
        }
    }

    /// <summary>A person approves a device that has proved itself; its next confirm is decided again.</summary>
    /// <returns>False where no such enrolment waits for approval.</returns>
    public bool Approve(Bytes32 key)
    {
        lock (_gate)
        {
            Expire();
            if (!_enrolments.TryGet(key, out var enrolment) || enrolment.State != EnrolmentState.AwaitingApproval)
            {
                return false;
            }
            enrolment.Approve();
            return true;
        }
    }

    /// <summary>A person sends an enrolment away, at any point before it is granted.</summary>
    /// <returns>False where there is none.</returns>
    public bool Dismiss(Bytes32 key)
    {
        lock (_gate)
        {
            Expire();
            if (!_enrolments.TryGet(key, out var enrolment) || enrolment.State == EnrolmentState.Granted)
            {
                return false;
            }
            _enrolments.Remove(enrolment);
            return true;
        }
    }

    /// <summary>A device has connected with mutual TLS and its registry row says that it is not active yet.</summary>
    /// <returns>The enrolment, now active: mark the row, erase the printed secret. None where there is no grant for exactly this
    /// device, key and certificate within the hour: refuse the connection.</returns>
    public GrantedEnrolment? OnConnected(Address device, Bytes32 spkiHash, string serial)
    {
        lock (_gate)
        {
            Expire();
            GrantedEnrolment? found;
            if (_enrolments.All.FirstOrDefault(e => e.Granted?.Fits(device, spkiHash, serial) == true) is { } enrolment)
            {
                found = enrolment.Granted!;
                _attempts.Forget(enrolment.AttemptKey);
                _enrolments.Remove(enrolment);
            }
            else
            {
                found = _restored.Take(device, spkiHash, serial);
            }
            if (found is not null)
            {
                ForgetPrinted(found.Enrolment);
            }
            return found;
        }
    }

    /// <summary>After a restart: a device that the registry holds as granted and not yet active.</summary>
    /// <param name="enrolment">From the registry.</param>
    /// <param name="left">Of its hour; cut to at most <see cref="PairingTimes.Run"/>.</param>
    public void Restore(GrantedEnrolment enrolment, TimeSpan left)
    {
        lock (_gate)
        {
            _restored.Add(enrolment, left);
        }
    }

    /// <summary>Everyone who waits, oldest first.</summary>
    public IReadOnlyList<PendingEnrolment> List()
    {
        lock (_gate)
        {
            Expire();
            return [.. _enrolments.All.OrderBy(e => e.FirstSeen).Select(e => new PendingEnrolment(
                e.Key,
                e.Name,
                e.Hello.Enrolment,
                e.Hello.Hardware,
                e.Address,
                e.State,
                e.IsPrinted,
                AttemptsLeft(e.AttemptKey),
                _enrolments.IsContested(e),
                _time.GetElapsedTime(e.FirstSeen),
                e.Request?.Permit.Device,
                e.Fingerprint))];
        }
    }

    /// <summary>What has to be done because time has passed, each thing once. Call it every few seconds.</summary>
    public IReadOnlyList<HubNotice> Tick()
    {
        lock (_gate)
        {
            Expire();
            HubNotice[] notices = [.. _notices];
            _notices.Clear();
            return notices;
        }
    }

    /// <summary>Erases all secrets.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var enrolment in _enrolments.All)
            {
                enrolment.Dispose();
            }
            _printed.Dispose();
        }
    }

    private static HubAnswer.Wait Wait() => new(new PairingWait(HubPairingLimits.WaitMs));

    private static HubAnswer.Refused Refuse() => new(new PairingRefused(HubPairingLimits.RefusedMs));

    private static HubAnswer.Decide ToDecide(HubEnrolment enrolment) =>
        new(enrolment.Key, enrolment.Offer!, enrolment.Request!, enrolment.IsApproved);

    private int AttemptsLeft(AttemptKey key) => Math.Max(0, HubPairingLimits.Attempts - _attempts.Read(key));

    private bool IsFull() =>
        _enrolments.GrantedCount + _notices.Count >= HubPairingLimits.Granted;

    /// <summary>Begins at once where the printed secret is known; otherwise a person has to act.</summary>
    private HubAnswer TryPrinted(HubEnrolment enrolment)
    {
        if (!_printed.Admits(enrolment.Hello))
        {
            return Wait();
        }
        if (!enrolment.NeedsNoPerson && !_enrolments.TryMakeRoom(enrolment.Hello.Enrolment))
        {
            return Wait();
        }
        enrolment.NeedsNoPerson = true;
        enrolment.Select(_printed.Derive(enrolment.Hello));
        return Begin(enrolment);
    }

    private HubAnswer.Challenge Begin(HubEnrolment enrolment)
    {
        var challenge = enrolment.Begin(_facts, _group, _time);
        _enrolments.AddRun(enrolment);
        return new HubAnswer.Challenge(challenge);
    }

    private void Fail(HubEnrolment enrolment)
    {
        _enrolments.Abandon(enrolment);
        if (AttemptsLeft(enrolment.AttemptKey) > 0)
        {
            return;
        }
        if (enrolment.IsPrinted)
        {
            _notices.Add(new HubNotice.PrintedHeld(enrolment.Hello.Enrolment));
        }
        _enrolments.Remove(enrolment);
    }

    private void ForgetPrinted(EnrolmentId enrolment)
    {
        _printed.Remove(enrolment);
        _attempts.Forget(new AttemptKey(AttemptScope.Secret, enrolment.ToString()));
        _enrolments.RemoveRuns(enrolment, except: null);
    }

    private void Expire()
    {
        foreach (var enrolment in _enrolments.All.ToList())
        {
            switch (enrolment.State)
            {
                case EnrolmentState.Pending or EnrolmentState.Selected
                    when Passed(enrolment.LastSeen, PairingTimes.Exchange)
                        || (!enrolment.IsPrinted && Passed(enrolment.FirstSeen, PairingTimes.Window)):
                    _enrolments.Remove(enrolment);
                    break;
                case EnrolmentState.Challenged or EnrolmentState.Proven
                    when Passed(enrolment.RunStart, PairingTimes.Exchange):
                    Fail(enrolment);
                    break;
                case EnrolmentState.Deciding or EnrolmentState.AwaitingApproval
                    when Passed(enrolment.RunStart, PairingTimes.Run):
                    _enrolments.Remove(enrolment);
                    break;
                case EnrolmentState.Granted when Passed(enrolment.RunStart, PairingTimes.Run):
                    _notices.Add(new HubNotice.Void(enrolment.Granted!));
                    _enrolments.Remove(enrolment);
                    break;
                default:
                    break;
            }
        }
        _notices.AddRange(_restored.TakeExpired().Select(grant => new HubNotice.Void(grant)));
    }

    private bool Passed(long from, TimeSpan limit) => _time.GetElapsedTime(from) >= limit;
}

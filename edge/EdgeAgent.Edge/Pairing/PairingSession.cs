using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Protocol;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Carries the messages of one pairing between the device's machine and whoever answers at the doors. Dials out, listens on nothing.</summary>
/// <param name="machine">Decides; disposed by the caller.</param>
/// <param name="enrolment">Signs and checks with the device's keys.</param>
/// <param name="tls">The device's TLS key.</param>
/// <param name="hardware">Board and processor in words.</param>
/// <param name="seek">Where hubs may be, asked again whenever none answers.</param>
/// <param name="authority">The card's pin; null: none.</param>
/// <param name="pending">Keeps the grant.</param>
/// <param name="time">Measures pauses.</param>
/// <param name="tell">Hears what a person should see.</param>
internal sealed class PairingSession(
    DevicePairing machine,
    DeviceEnrolment enrolment,
    TlsKey tls,
    string hardware,
    Func<CancellationToken, Task<IReadOnlyList<HubTarget>>> seek,
    X509Certificate2? authority,
    PendingGrantFile pending,
    TimeProvider time,
    Action<PairingNews> tell) : IDisposable
{
    /// <summary>Pause before a message that got no answer is sent again; well within the exchange's two minutes.</summary>
    internal static readonly TimeSpan ResendPause = TimeSpan.FromSeconds(2);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
    private readonly List<(HubTarget Target, StrangerDoor Door)> _doors = [];
    private (HubTarget Target, StrangerDoor Door) _current;
    private string _fingerprint = "";

    /// <summary>Runs until the device is paired or its attempt is over.</summary>
    /// <exception cref="HubNotFoundException">No hub is named and none can be looked for.</exception>
    /// <exception cref="EnrolmentRefusedException">The hub's grant contradicts what it said before.</exception>
    public async Task<PairingResult> RunAsync(CancellationToken cancellationToken)
    {
        DeviceStep step = new DeviceStep.StartOver();
        while (true)
        {
            switch (step)
            {
                case DeviceStep.Activated:
                    var grant = pending.Read(out _) ?? throw new EnrolmentRefusedException("The stored grant is gone.");
                    pending.Activate(grant);
                    var home = HomeFile.Open(WireJson.Parse(grant.Grant, WireJson.Default.EnrolmentGrant));
                    return new PairingResult.Paired(home.Hub, grant.Fingerprint);
                case DeviceStep.Ended ended:
                    pending.Delete();
                    return new PairingResult.Ended(ended.Reason);
                default:
                    step = await FollowAsync(step, cancellationToken);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, door) in _doors)
        {
            door.Dispose();
        }
    }

    private async Task<DeviceStep> FollowAsync(DeviceStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case DeviceStep.SendReply reply:
                return await ReplyAsync(reply.Message, cancellationToken);
            case DeviceStep.MakeRequest make:
                var request = enrolment.Answer(make.Offer, hardware);
                _fingerprint = PairingTranscript.Fingerprint(request.Permit);
                return machine.OnRequest(request);
            case DeviceStep.SendConfirm confirm:
                return await ConfirmAsync(confirm.Message, cancellationToken);
            case DeviceStep.Store store:
                return Store(store);
            case DeviceStep.Connect:
                return await ConnectAsync(cancellationToken);
            case DeviceStep.WrongSecret wrong:
                tell(new PairingNews.WrongSecret(wrong.AttemptsLeft));
                return await HelloAsync(cancellationToken);
            default:
                return await HelloAsync(cancellationToken);
        }
    }

    /// <summary>Says hello to all that may be hubs, in turn, until one begins the exchange.</summary>
    private async Task<DeviceStep> HelloAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await SeekAsync(cancellationToken);
            var pause = TimeSpan.Zero;
            foreach (var at in _doors.ToList())
            {
                await Task.Delay(machine.UntilHello, time, cancellationToken);
                if (machine.OnTick() is not DeviceStep.Ignored and var over)
                {
                    return over;
                }
                var answer = await at.Door.SendAsync(
                    "pair/hello", machine.Hello, WireJson.Default.PairingHello, WireJson.Default.PairingChallenge,
                    cancellationToken);
                if (answer is DoorAnswer<PairingChallenge>.Next next
                    && machine.OnChallenge(next.Message) is not DeviceStep.Ignored and var step)
                {
                    _current = at;
                    return step;
                }
                pause = Longer(pause, Hear(at, answer));
            }
            await Task.Delay(Shorter(pause, machine.WindowLeft), time, cancellationToken);
            if (machine.OnTick() is not DeviceStep.Ignored and var ended)
            {
                return ended;
            }
        }
    }

    /// <returns>How long to wait before the next hello.</returns>
    private TimeSpan Hear(
        (HubTarget Target, StrangerDoor Door) at, DoorAnswer<PairingChallenge> answer)
    {
        switch (answer)
        {
            case DoorAnswer<PairingChallenge>.Wait wait:
                _backoff.Reset();
                tell(new PairingNews.Waiting(at.Target, machine.Name, machine.WindowLeft is null));
                return wait.Pause;
            case DoorAnswer<PairingChallenge>.Refused refused:
                tell(new PairingNews.Refused(at.Target));
                return refused.Pause;
            case DoorAnswer<PairingChallenge>.Unreachable lost:
                tell(new PairingNews.Unreachable($"{at.Target}", lost.Reason));
                _doors.Remove(at); // looked for again: it may have moved
                at.Door.Dispose();
                return _backoff.Next();
            default:
                return ResendPause;
        }
    }

    private async Task SeekAsync(CancellationToken cancellationToken)
    {
        while (_doors.Count == 0)
        {
            foreach (var target in await seek(cancellationToken))
            {
#pragma warning disable CA2000 // kept in the list, disposed with it
                _doors.Add((target, new StrangerDoor(target, authority)));
#pragma warning restore CA2000
            }
            if (_doors.Count == 0)
            {
                tell(new PairingNews.Unreachable("the local network", "none announces itself; name it with --hub HOST[:PORT]"));
                await Task.Delay(Shorter(_backoff.Next(), machine.WindowLeft), time, cancellationToken);
                if (machine.WindowLeft == TimeSpan.Zero)
                {
                    return;
                }
            }
        }
    }

    private async Task<DeviceStep> ReplyAsync(PairingReply reply, CancellationToken cancellationToken)
    {
        while (machine.OnTick() is DeviceStep.Ignored)
        {
            var answer = await _current.Door.SendAsync(
                "pair/reply", reply, WireJson.Default.PairingReply, WireJson.Default.PairingProof, cancellationToken);
            var step = answer switch
            {
                DoorAnswer<PairingProof>.Next next => machine.OnProof(next.Message),
                DoorAnswer<PairingProof>.Refused => machine.OnRefused(),
                _ => new DeviceStep.Ignored(),
            };
            if (step is not DeviceStep.Ignored)
            {
                await PauseAfterRefusalAsync(answer is DoorAnswer<PairingProof>.Refused refused ? refused.Pause : null, cancellationToken);
                return step;
            }
            await Task.Delay(ResendPause, time, cancellationToken);
        }
        return machine.OnTick();
    }

    private async Task<DeviceStep> ConfirmAsync(PairingConfirm confirm, CancellationToken cancellationToken)
    {
        while (machine.OnTick() is DeviceStep.Ignored)
        {
            var answer = await _current.Door.SendAsync(
                "pair/confirm", confirm, WireJson.Default.PairingConfirm, WireJson.Default.PairingGrant, cancellationToken);
            var pause = ResendPause;
            var step = answer switch
            {
                DoorAnswer<PairingGrant>.Next next => machine.OnGrant(next.Message),
                DoorAnswer<PairingGrant>.Refused => machine.OnRefused(),
                _ => new DeviceStep.Ignored(),
            };
            if (step is not DeviceStep.Ignored)
            {
                await PauseAfterRefusalAsync(answer is DoorAnswer<PairingGrant>.Refused refused ? refused.Pause : null, cancellationToken);
                return step;
            }
            if (answer is DoorAnswer<PairingGrant>.Wait wait)
            {
                tell(new PairingNews.Approval(_fingerprint));
                pause = wait.Pause;
            }
            await Task.Delay(pause, time, cancellationToken);
        }
        return machine.OnTick();
    }

    private async Task PauseAfterRefusalAsync(TimeSpan? pause, CancellationToken cancellationToken)
    {
        if (pause is { } asked)
        {
            tell(new PairingNews.Refused(_current.Target));
            await Task.Delay(asked, time, cancellationToken);
        }
    }

    private DeviceStep Store(DeviceStep.Store store)
    {
        try
        {
            enrolment.Check(store.Offer, store.Grant);
        }
        catch (EnrolmentRefusedException)
        {
            machine.OnUnusable();
            throw;
        }
        pending.Write(store.Grant, store.Fingerprint, machine.RunAge);
        tell(new PairingNews.Connecting(store.Fingerprint));
        return machine.OnStored();
    }

    private async Task<DeviceStep> ConnectAsync(CancellationToken cancellationToken)
    {
        if (pending.Read(out _) is not { } grant)
        {
            return machine.OnTick();
        }
        var home = HomeFile.Open(WireJson.Parse(grant.Grant, WireJson.Default.EnrolmentGrant));
        while (machine.OnTick() is DeviceStep.Ignored)
        {
            if (await FirstConnection.TryAsync(home, tls, time, cancellationToken) is not { } reason)
            {
                return machine.OnConnected();
            }
            tell(new PairingNews.Unreachable(string.Join(", ", home.Doors.Hosts), reason));
            await Task.Delay(_backoff.Next(), time, cancellationToken);
        }
        return machine.OnTick();
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan? b) => b is { } limit && limit < a ? limit : a;
}

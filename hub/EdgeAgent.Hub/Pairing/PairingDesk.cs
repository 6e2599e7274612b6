using System.Net;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Pairing;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Hub;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Pairing;

/// <summary>The pairing machine with the home's registry around it: strangers' messages in, answers out.</summary>
/// <remarks>
/// One message at a time: the machine computes and syncs its counters to disk, and strangers must not get more than one of the
/// hub's threads. What waits is bounded; what comes beyond is refused like anything else.
/// </remarks>
internal sealed partial class PairingDesk : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly FileAttemptCounter _attempts;
    private readonly DeviceEnrolment _enrolment;
    private readonly DeviceRegistry _registry;
    private readonly PairingStore _store;
    private readonly PairingRefusals _refusals;
    private readonly TimeProvider _time;
    private readonly ILogger<PairingDesk> _logger;
    private int _waiting;

    /// <exception cref="AttemptFileException">The counters of attempts cannot be read: nobody may try anything.</exception>
    public PairingDesk(
        HubIdentity identity,
        DeviceEnrolment enrolment,
        DeviceRegistry registry,
        DataDirectory directory,
        PairingStore store,
        PairingRefusals refusals,
        TimeProvider time,
        ILogger<PairingDesk> logger)
    {
        _enrolment = enrolment;
        _registry = registry;
        _store = store;
        _refusals = refusals;
        _time = time;
        _logger = logger;
        _attempts = FileAttemptCounter.Open(
            directory.Path("pairing.attempts"), HubPairingLimits.Printed + FileAttemptCounter.DefaultCounters);
        Machine = new HubPairing(
            new HubFacts(identity.Address, identity.HomeId, identity.Authority.SpkiHash), _attempts, time);
    }

    /// <summary>Who waits, and every exchange under way.</summary>
    public HubPairing Machine { get; }

    /// <summary>Step 1 of the exchange.</summary>
    public Task<HubAnswer> HelloAsync(IPAddress from, PairingHello hello, CancellationToken cancellationToken) =>
        InTurnAsync(() => Machine.OnHello(from, hello), cancellationToken);

    /// <summary>Step 2 of the exchange.</summary>
    public Task<HubAnswer> ReplyAsync(PairingReply reply, CancellationToken cancellationToken) =>
        InTurnAsync(() => Machine.OnReply(reply), cancellationToken);

    /// <summary>Step 3 of the exchange.</summary>
    /// <param name="confirm">The device's proof and request.</param>
    /// <param name="doors">Where this device will find the hub.</param>
    /// <param name="cancellationToken">Gives up the wait for its turn; a decision that has begun is carried through.</param>
    public async Task<HubAnswer> ConfirmAsync(
        PairingConfirm confirm, HubDoors doors, CancellationToken cancellationToken)
    {
        var answer = await InTurnAsync(() => Machine.OnConfirm(confirm), cancellationToken);
        if (answer is not HubAnswer.Decide decide)
        {
            return answer;
        }
        try
        {
            return await DecideAsync(decide, doors); // beside the others' turns: it waits for the disk, with group commit
        }
        catch (Exception e) when (e is StorageException or ObjectDisposedException)
        {
            LogFault(e);
            return Refused();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Machine.Dispose();
        _attempts.Dispose();
        _turn.Dispose();
    }

    private static HubAnswer.Refused Refused() => new(new PairingRefused(HubPairingLimits.RefusedMs));

    private async Task<HubAnswer> InTurnAsync(Func<HubAnswer> answer, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > PairingDoorLimits.Waiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Refused();
        }
        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            return answer();
        }
        catch (AttemptFileException e)
        {
            LogFault(e);
            return Refused();
        }
        finally
        {
            _turn.Release();
        }
    }

    // Not cancelled with the stranger's connection: what is on disk and what the machine knows must stay one.
    private async Task<HubAnswer> DecideAsync(HubAnswer.Decide decide, HubDoors doors)
    {
        var device = decide.Request.Permit.Device;
        EnrolmentDecision decision = new EnrolmentDecision.Denied();
        try
        {
            decision = await JudgeAsync(decide, doors);
        }
        finally
        {
            if (decision is EnrolmentDecision.Denied)
            {
                Machine.Decide(decide.Key, decision);
            }
        }
        if (decision is EnrolmentDecision.Denied)
        {
            return Refused();
        }
        var answer = Machine.Decide(decide.Key, decision);
        if (decision is EnrolmentDecision.Granted granted && answer is HubAnswer.Refused)
        {
            await ForgetAsync(device, granted.Serial, CancellationToken.None);
        }
        return answer;
    }

    private async Task<EnrolmentDecision> JudgeAsync(HubAnswer.Decide decide, HubDoors doors)
    {
        var device = decide.Request.Permit.Device;
        var pending = Machine.List().First(e => e.Key == decide.Key);
        if (_registry.Find(device) is { IsMember: true } && !decide.IsApproved)
        {
            LogWaits(device, pending.Name, pending.Fingerprint!);
            return new EnrolmentDecision.NeedsApproval();
        }
        var terms = new EnrolmentTerms(
            $"device-{pending.Name.ToLowerInvariant()}", LocalSlot: null, doors, OfferLife: null, PairingTimes.Run);
        var outcome = await _enrolment.AnswerAsync(decide.Offer, decide.Request, terms, CancellationToken.None);
        if (outcome is not EnrolmentOutcome.Granted granted)
        {
            var reason = ((EnrolmentOutcome.Refused)outcome).Detail;
            _refusals.Add(new PairingRefusal(decide.Key, pending.Name, device, reason, _time.GetUtcNow()));
            LogRefused(device, pending.Name, reason);
            return new EnrolmentDecision.Denied();
        }
        var row = granted.Device;
        await _store.SaveAsync(
            new PairedDevice(
                decide.Key,
                pending.Name,
                new GrantedEnrolment(
                    device, row.Certificate.SpkiHash, row.Certificate.Serial, pending.Enrolment, pending.Fingerprint!),
                row.PendingUntil!.Value,
                ActiveAt: null),
            CancellationToken.None);
        LogGranted(device, row.Name, pending.Fingerprint!);
        return new EnrolmentDecision.Granted(granted.Grant, row.Certificate.Serial);
    }

    /// <summary>A grant is void: the device's new certificate is worthless, and with it a device that was never there.</summary>
    public async Task ForgetAsync(Address device, string serial, CancellationToken cancellationToken)
    {
        await _registry.VoidAsync(device, serial, cancellationToken);
        await _store.RemoveAsync(device, serial, cancellationToken);
    }

    [LoggerMessage(EventId = HubEventIds.PairingWaits, Level = LogLevel.Warning,
        Message = "Device {Device} ({Name}) belongs to the home and wants to pair again: approve or refuse it; its fingerprint is {Fingerprint}")]
    private partial void LogWaits(Address device, string name, string fingerprint);

    [LoggerMessage(EventId = HubEventIds.PairingRefusedDevice, Level = LogLevel.Warning,
        Message = "Device {Device} ({Name}) knew its code and was refused: {Reason}")]
    private partial void LogRefused(Address device, string name, string reason);

    [LoggerMessage(EventId = HubEventIds.PairingGranted, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) has its certificate; fingerprint {Fingerprint}")]
    private partial void LogGranted(Address device, string name, string fingerprint);

    [LoggerMessage(EventId = HubEventIds.PairingFault, Level = LogLevel.Error,
        Message = "Pairing: a device was refused because the hub could not write")]
    private partial void LogFault(Exception cause);
}

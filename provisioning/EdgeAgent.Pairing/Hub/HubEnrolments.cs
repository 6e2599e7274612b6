using System.Diagnostics.CodeAnalysis;
using System.Net;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Hub;

/// <summary>All enrolments of a hub, within <see cref="HubPairingLimits"/>.</summary>
internal sealed class HubEnrolments
{
    private readonly Dictionary<Bytes32, HubEnrolment> _byKey = [];
    private readonly Dictionary<Bytes32, HubEnrolment> _byRun = [];

    public IReadOnlyCollection<HubEnrolment> All => _byKey.Values;

    public int GrantedCount => _byKey.Values.Count(e => e.State == EnrolmentState.Granted);

    public bool TryGet(Bytes32 key, [MaybeNullWhen(false)] out HubEnrolment enrolment) =>
        _byKey.TryGetValue(key, out enrolment);

    public bool TryGetRun(Bytes32 run, [MaybeNullWhen(false)] out HubEnrolment enrolment) =>
        _byRun.TryGetValue(run, out enrolment);

    /// <summary>Room for one that waits for a person. The oldest that nobody has chosen goes, first of the same address.</summary>
    public bool TryMakeRoom(IPAddress address)
    {
        var waiting = _byKey.Values
            .Where(e => !e.NeedsNoPerson && e.State != EnrolmentState.Granted)
            .OrderBy(e => e.FirstSeen)
            .ToList();
        var sameAddress = waiting.Where(e => e.Address.Equals(address)).ToList();
        return (sameAddress.Count < HubPairingLimits.PendingPerAddress || TryDropOldest(sameAddress, waiting))
            && (waiting.Count < HubPairingLimits.Pending || TryDropOldest(waiting, waiting));
    }

    /// <summary>Room for one whose printed secret is known. The oldest run of the same secret goes if the hub has not proved itself in it.</summary>
    public bool TryMakeRoom(EnrolmentId secret)
    {
        var runs = _byKey.Values
            .Where(e => e.NeedsNoPerson && e.State != EnrolmentState.Granted)
            .OrderBy(e => e.FirstSeen)
            .ToList();
        var same = runs.Where(e => e.Hello.Enrolment == secret).ToList();
        if (same.Count < HubPairingLimits.RunsPerPrinted)
        {
            return runs.Count < HubPairingLimits.PrintedRuns;
        }
        if (same.Find(e => e.State <= EnrolmentState.Challenged) is not { } oldest)
        {
            return false;
        }
        Remove(oldest);
        return true;
    }

    /// <summary>Adds one for which there is room.</summary>
    public HubEnrolment Add(Bytes32 key, PairingHello hello, IPAddress address, long now)
    {
        _byKey.Add(key, new HubEnrolment(key, hello, address, now));
        return _byKey[key];
    }

    /// <summary>The enrolment's run has begun.</summary>
    public void AddRun(HubEnrolment enrolment) => _byRun.Add(enrolment.Challenge.Run, enrolment);

    public void Abandon(HubEnrolment enrolment)
    {
        RemoveRun(enrolment);
        enrolment.Abandon();
    }

    public void Remove(HubEnrolment enrolment)
    {
        RemoveRun(enrolment);
        _byKey.Remove(enrolment.Key);
        enrolment.Dispose();
    }

    /// <summary>Removes every run with a secret that has not been granted, but one.</summary>
    public void RemoveRuns(EnrolmentId secret, HubEnrolment? except)
    {
        foreach (var other in _byKey.Values
            .Where(e => e != except && e.Hello.Enrolment == secret && e.State != EnrolmentState.Granted)
            .ToList())
        {
            Remove(other);
        }
    }

    /// <summary>Whether another enrolment bears the same name or names the same secret.</summary>
    public bool IsContested(HubEnrolment enrolment) => _byKey.Values.Any(e => e != enrolment
        && (e.Hello.Enrolment == enrolment.Hello.Enrolment
            || string.Equals(e.Name, enrolment.Name, StringComparison.Ordinal)));

    private bool TryDropOldest(List<HubEnrolment> candidates, List<HubEnrolment> waiting)
    {
        if (candidates.Find(e => e.State == EnrolmentState.Pending) is not { } oldest)
        {
            return false;
        }
        waiting.Remove(oldest);
        Remove(oldest);
        return true;
    }

    private void RemoveRun(HubEnrolment enrolment)
    {
        if (enrolment.Run is { } run)
        {
            _byRun.Remove(run);
        }
    }
}

using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Hub;

/// <summary>Grants from before a restart, each with what is left of its hour.</summary>
internal sealed class RestoredGrants(TimeProvider time)
{
    private readonly List<(GrantedEnrolment Enrolment, long From, TimeSpan Left)> _grants = [];

    public void Add(GrantedEnrolment enrolment, TimeSpan left) =>
        _grants.Add((enrolment, time.GetTimestamp(), left < PairingTimes.Run ? left : PairingTimes.Run));

    /// <summary>The grant for exactly this device, key and certificate, which is removed.</summary>
    public GrantedEnrolment? Take(Address device, Bytes32 spkiHash, string serial)
    {
        var index = _grants.FindIndex(g => g.Enrolment.Fits(device, spkiHash, serial));
        if (index < 0)
        {
            return null;
        }
        var found = _grants[index].Enrolment;
        _grants.RemoveAt(index);
        return found;
    }

    /// <summary>Those whose hour is over, which are removed.</summary>
    public IReadOnlyList<GrantedEnrolment> TakeExpired()
    {
        var expired = _grants.Where(g => time.GetElapsedTime(g.From) >= g.Left).ToList();
        foreach (var grant in expired)
        {
            _grants.Remove(grant);
        }
        return [.. expired.Select(g => g.Enrolment)];
    }
}

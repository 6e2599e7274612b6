namespace EdgeAgent.Hub.Pairing;

/// <summary>The last refusals, so that the owner sees why a right code led nowhere.</summary>
internal sealed class PairingRefusals
{
    private readonly Lock _gate = new();
    private readonly Queue<PairingRefusal> _last = new(PairingDoorLimits.Refusals);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<PairingRefusal> List()
    {
        lock (_gate)
        {
            return [.. _last.Reverse()];
        }
    }

    public void Add(PairingRefusal refusal)
    {
        lock (_gate)
        {
            if (_last.Count == PairingDoorLimits.Refusals)
            {
                _last.Dequeue();
            }
            _last.Enqueue(refusal);
        }
    }
}

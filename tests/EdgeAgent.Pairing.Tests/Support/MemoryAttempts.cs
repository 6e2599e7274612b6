using EdgeAgent.Pairing.Attempts;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>Counters that outlive the machines of a test, not the test.</summary>
internal sealed class MemoryAttempts : IAttemptCounter
{
    private readonly Dictionary<AttemptKey, int> _counts = [];

    public int Read(AttemptKey key) => _counts.GetValueOrDefault(key);

    public int Increment(AttemptKey key) => _counts[key] = Read(key) + 1;

    public void Decrement(AttemptKey key) => _counts[key] = Math.Max(0, Read(key) - 1);

    public void Forget(AttemptKey key) => _counts.Remove(key);

    public bool IsEmpty => _counts.Values.All(count => count == 0);
}

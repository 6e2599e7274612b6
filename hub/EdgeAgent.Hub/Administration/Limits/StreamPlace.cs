using System.Threading.RateLimiting;

namespace EdgeAgent.Hub.Administration.Limits;

/// <summary>The leases of one answer that runs.</summary>
internal sealed class StreamPlace : IDisposable
{
    private readonly List<RateLimitLease> _leases = [];

    /// <summary>Takes over a lease; false when it was not granted.</summary>
    public bool TryAdd(RateLimitLease lease)
    {
        _leases.Add(lease);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lease in _leases)
        {
            lease.Dispose();
        }
        _leases.Clear();
    }
}

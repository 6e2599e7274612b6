using EdgeAgent.Contracts;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Market;

/// <summary>The standing leases of the home; at most one that takes work for a device and a model. Safe for concurrent callers.</summary>
internal sealed class LeaseBook
{
    /// <summary>Longer than any escrow of a lease stays open behind its end.</summary>
    private static readonly TimeSpan s_memory = MarketLimits.Grace + TimeSpan.FromHours(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Address Device, ModelDigest Model), StandingLease> _current = [];
    private readonly Dictionary<Bytes32, StandingLease> _all = []; // those that have ended but are not settled too

    /// <summary>The lease that takes work now; null: none.</summary>
    public StandingLease? Find(Address device, ModelDigest model, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _current.TryGetValue((device, model), out var lease) && now < lease.Ends ? lease : null;
        }
    }

    /// <summary>A lease by its agreement, ended or not; null: unknown or settled.</summary>
    public StandingLease? Find(Bytes32 agreement)
    {
        lock (_gate)
        {
            return _all.GetValueOrDefault(agreement);
        }
    }

    /// <summary>Puts a lease in the place of the one before.</summary>
    public void Add(StandingLease lease)
    {
        lock (_gate)
        {
            _current[(lease.Device, lease.Model)] = lease;
            _all[lease.Agreement] = lease;
        }
    }

    /// <summary>Takes no more work under a lease: the device does not honour it.</summary>
    public void End(StandingLease lease)
    {
        lock (_gate)
        {
            if (_current.GetValueOrDefault((lease.Device, lease.Model)) == lease)
            {
                _current.Remove((lease.Device, lease.Model));
            }
        }
    }

    /// <summary>Leases that have ended and owe nobody anything; they are forgotten here, their escrow can go back.</summary>
    public IReadOnlyList<StandingLease> TakeSettled(DateTimeOffset now)
    {
        lock (_gate)
        {
            var settled = _all.Values.Where(lease =>
                (now >= lease.Ends || _current.GetValueOrDefault((lease.Device, lease.Model)) != lease)
                && lease.TryClose()).ToList();
            foreach (var lease in _all.Values.Where(lease => now >= lease.Ends + s_memory).ToList())
            {
                _all.Remove(lease.Agreement); // work under it was never claimed; the ledger's deadline gives the money back
            }
            foreach (var lease in settled)
            {
                _all.Remove(lease.Agreement);
                if (_current.GetValueOrDefault((lease.Device, lease.Model)) == lease)
                {
                    _current.Remove((lease.Device, lease.Model));
                }
            }
            return settled;
        }
    }
}

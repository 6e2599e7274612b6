using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Work;

/// <summary>
/// All work in flight: which session a device's message is for. In memory only: with the hub its clients are gone too.
/// </summary>
internal sealed class JobTable
{
    private readonly ConcurrentDictionary<JobId, Entry> _jobs = new();
    private readonly ConcurrentDictionary<WorkSession, bool> _sessions = new();
    private int _count;

    /// <summary>Sessions now.</summary>
    public int SessionCount => Volatile.Read(ref _count);

    /// <summary>Keeps a place for a session; false when there are <see cref="WorkLimits.Sessions"/>.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _count) <= WorkLimits.Sessions)
        {
            return true;
        }
        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>Takes a session in, on a place that was reserved.</summary>
    public void Add(WorkSession session) => _sessions[session] = true;

    /// <summary>Lets a session go.</summary>
    public void Remove(WorkSession session)
    {
        if (_sessions.TryRemove(session, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Names a job and its device; the table returns the deal when the job is forgotten.</summary>
    public void Assign(JobId job, WorkSession session, Deal deal) => _jobs[job] = new Entry(session, deal);

    /// <summary>Makes a job unknown.</summary>
    /// <returns>Its deal; null: it was unknown.</returns>
    public Deal? Forget(JobId job)
    {
        if (!_jobs.TryRemove(job, out var entry))
        {
            return null;
        }
        entry.Deal.Return();
        return entry.Deal;
    }

    /// <summary>The deal of a job; null: it is unknown.</summary>
    public Deal? DealOf(JobId job) => _jobs.TryGetValue(job, out var entry) ? entry.Deal : null;

    /// <summary>The session of a job; null when no such job runs on that device.</summary>
    public WorkSession? Find(JobId job, Address device) =>
        _jobs.TryGetValue(job, out var entry) && entry.Deal.Device == device ? entry.Session : null;

    /// <summary>Tells every session.</summary>
    public void Broadcast(WorkEvent happened)
    {
        foreach (var (session, _) in _sessions)
        {
            session.Post(happened);
        }
    }

    private sealed record Entry(WorkSession Session, Deal Deal);
}

using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Work;

/// <summary>Tells devices to drop jobs that nobody waits for any more, once in a while for each.</summary>
internal sealed class StrayJobs(IDeviceLink link, TimeProvider time)
{
    /// <summary>Jobs remembered at most; then all are forgotten, which costs a few messages more.</summary>
    private const int Remembered = 1024;

    /// <summary>A device sends everything unacknowledged at once when it returns: one answer is enough.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<JobId, long> _told = new();

    /// <summary>A message of an unknown job has come.</summary>
    public async ValueTask TellAsync(Address device, JobId job, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_told.TryGetValue(job, out var told) && time.GetElapsedTime(told, now) < s_pause)
        {
            return;
        }
        if (_told.Count >= Remembered)
        {
            _told.Clear();
        }
        _told[job] = now;
        await link.TrySendAsync(
            device,
            Leaves.JobCancel,
            new JobCancel(job, "nobody waits for this job"),
            WireJson.Default.JobCancel,
            cancellationToken);
    }
}

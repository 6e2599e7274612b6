using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Work;

/// <summary>Where clients' orders come in.</summary>
internal sealed class WorkDesk(
    JobTable jobs,
    HubMarket market,
    TradeDesk trades,
    IDeviceLink link,
    IDeviceOutbox outbox,
    IJobSigner signer,
    HubMetrics metrics,
    WorkLog log,
    TimeProvider time)
{
    private readonly WorkPorts _ports = new(jobs, market, trades, link, outbox, signer, metrics, log, time);

    /// <summary>Opens a session; null when <see cref="WorkLimits.Sessions"/> are open.</summary>
    public WorkSession? TryOpen(WorkOrder order)
    {
        if (!jobs.TryReserve())
        {
            return null;
        }
        var session = new WorkSession(order, _ports);
        jobs.Add(session);
        return session;
    }
}

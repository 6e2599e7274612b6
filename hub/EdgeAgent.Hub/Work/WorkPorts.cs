using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Work;

/// <summary>What a session needs of the hub.</summary>
/// <param name="Jobs">All work in flight.</param>
/// <param name="Market">Finds providers.</param>
/// <param name="Trades">Settles what they did.</param>
/// <param name="Link">The way to devices.</param>
/// <param name="Outbox">Reaches devices that are away.</param>
/// <param name="Signer">Makes jobs out of orders.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Log">What operators read.</param>
/// <param name="Time">The clock.</param>
internal sealed record WorkPorts(
    JobTable Jobs,
    HubMarket Market,
    TradeDesk Trades,
    IDeviceLink Link,
    IDeviceOutbox Outbox,
    IJobSigner Signer,
    HubMetrics Metrics,
    WorkLog Log,
    TimeProvider Time);

using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Work;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Metrics;

/// <summary><c>GET /metrics</c> in Prometheus' text format.</summary>
internal sealed class MetricsEndpoint
{
    private readonly HubMetrics _metrics;

    /// <summary>Adds the numbers that are read when somebody asks.</summary>
    public MetricsEndpoint(HubMetrics metrics, JobTable jobs, IDeviceDirectory directory, DeviceSessions sessions)
    {
        _metrics = metrics;
        metrics.AddGauge("edgehub_requests_open", "Requests for text that are open now.", () => jobs.SessionCount);
        metrics.AddGauge(
            "edgehub_devices_online", "Devices that take work now.", () => directory.List().Count(d => d.Online));
        metrics.AddGauge("edgehub_devices_registered", "Devices of the home.", () => directory.List().Count);
        metrics.AddGauge("edgehub_broker_connections", "Devices connected to the broker.", () => sessions.Count);
    }

    public Task GetAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(_metrics.Export(), context.RequestAborted);
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Work;

/// <summary>Work in flight between clients and devices.</summary>
public static class WorkExtensions
{
    /// <summary>
    /// Registers the work desk and what it hears from devices; needs placement, the device link and the hub's identity.
    /// </summary>
    public static IServiceCollection AddHubWork(this IServiceCollection services)
    {
        services.TryAddSingleton<JobTable>();
        services.TryAddSingleton<StrayJobs>();
        services.TryAddSingleton<IJobSigner, JobSigner>();
        services.TryAddSingleton<WorkLog>();
        services.TryAddSingleton<WorkDesk>();
        services.AddSingleton<IDeviceObserver, WorkDeviceObserver>();
        services.AddUplink(
            Leaves.LockAck, WireJson.Default.JobAccepted, m => m.Job, m => new WorkEvent.Accepted(m.Job));
        services.AddUplink(
            Leaves.LockReject, WireJson.Default.JobRejected, m => m.Job, m => new WorkEvent.Rejected(m));
        services.AddUplink(Leaves.Chunk, WireJson.Default.JobChunk, m => m.Job, m => new WorkEvent.Chunk(m));
        services.AddUplink(Leaves.Result, WireJson.Default.JobResult, m => m.Job, m => new WorkEvent.Result(m));
        return services;
    }

    private static void AddUplink<T>(
        this IServiceCollection services,
        string leaf,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        Func<T, JobId> jobOf,
        Func<T, WorkEvent> toEvent)
        where T : class, IWireMessage =>
        services.AddSingleton<IUplinkHandler>(provider => new JobUplinkHandler<T>(
            leaf,
            type,
            jobOf,
            toEvent,
            provider.GetRequiredService<JobTable>(),
            provider.GetRequiredService<StrayJobs>()));
}

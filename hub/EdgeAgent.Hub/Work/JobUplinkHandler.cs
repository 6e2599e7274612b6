using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Work;

/// <summary>Brings one kind of job message from a device to its session.</summary>
/// <typeparam name="T">The message.</typeparam>
/// <param name="leaf">Its leaf.</param>
/// <param name="type">Its shape.</param>
/// <param name="jobOf">The job that it names.</param>
/// <param name="toEvent">What it means to the session.</param>
/// <param name="jobs">All work in flight.</param>
/// <param name="strays">Answers for jobs that are unknown.</param>
internal sealed class JobUplinkHandler<T>(
    string leaf,
    JsonTypeInfo<T> type,
    Func<T, JobId> jobOf,
    Func<T, WorkEvent> toEvent,
    JobTable jobs,
    StrayJobs strays)
    : IUplinkHandler
    where T : class, IWireMessage
{
    public string Leaf => leaf;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var message = WireJson.Parse(payload.Span, type);
        var job = jobOf(message);
        if (jobs.Find(job, device) is { } session)
        {
            session.Post(toEvent(message));
            return ValueTask.CompletedTask;
        }
        return message is JobRejected
            ? ValueTask.CompletedTask // it has dropped the job itself
            : strays.TellAsync(device, job, cancellationToken);
    }
}

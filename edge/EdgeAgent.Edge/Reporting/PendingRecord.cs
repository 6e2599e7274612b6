using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Reporting;

/// <summary>A reading or an event that waits for its commit.</summary>
/// <param name="At">When it was made, Unix milliseconds.</param>
/// <param name="Values">Of a reading; null: an event.</param>
/// <param name="Event">What happened; its boot and seq are not given yet.</param>
internal sealed record PendingRecord(long At, IReadOnlyDictionary<PointId, double>? Values, DeviceEvent? Event)
{
    /// <summary>Ends with the commit: true, or false when the record is lost.</summary>
    public TaskCompletionSource<bool> Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using EdgeAgent.Contracts;
using EdgeAgent.Edge.Connection;

namespace EdgeAgent.Edge.Inference;

/// <summary>Takes <c>dn/jobcancel</c>.</summary>
internal sealed class JobCancelHandler(JobDesk desk) : IDownlinkHandler
{
    /// <inheritdoc/>
    public string Leaf => Leaves.JobCancel;

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var cancel = WireJson.Parse(payload, WireJson.Default.JobCancel);
        desk.Cancel(cancel.Job, cancel.Reason);
    }
}

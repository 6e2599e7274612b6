namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/lockreject</c>: the device does not take the job; nothing was done.</summary>
/// <param name="Job">The job.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">For a person, with numbers.</param>
public sealed record JobRejected(JobId Job, JobRejectReason Reason, string Detail) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Text(Detail, "detail");
}

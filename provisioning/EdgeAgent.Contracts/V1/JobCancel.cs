namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/jobcancel</c>: stop within one token; also the hub's answer to chunks of a job that it does not know.</summary>
/// <param name="Job">The job.</param>
/// <param name="Reason">For the device's log.</param>
public sealed record JobCancel(JobId Job, string Reason) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Text(Reason, "reason");
}

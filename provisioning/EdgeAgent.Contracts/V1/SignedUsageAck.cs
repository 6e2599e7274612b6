namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/usageack</c>: enough to be paid by, even if the requester is never heard of again.</summary>
/// <param name="Job">The job.</param>
/// <param name="Usage">What is acknowledged.</param>
/// <param name="Ack">The signed data.</param>
/// <param name="Signature">By the requester.</param>
public sealed record SignedUsageAck(
    JobId Job,
    Usage Usage,
    UsageAck Ack,
    RecoverableSignature Signature) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}

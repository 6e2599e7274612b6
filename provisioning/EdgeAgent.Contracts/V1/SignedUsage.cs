namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/usage</c>.</summary>
/// <param name="Job">The job.</param>
/// <param name="Usage">The signed data.</param>
/// <param name="Signature">By the provider.</param>
public sealed record SignedUsage(
    JobId Job,
    Usage Usage,
    RecoverableSignature Signature) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}

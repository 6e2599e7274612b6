namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/lockack</c>: the device has taken the job.</summary>
/// <param name="Job">The job.</param>
public sealed record JobAccepted(JobId Job) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}

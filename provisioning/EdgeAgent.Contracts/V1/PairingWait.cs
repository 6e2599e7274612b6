namespace EdgeAgent.Contracts.V1;

/// <summary>The hub waits for a person: for the code (to a hello), or for approval (to a confirm). The device sends the same message again.</summary>
/// <param name="RetryMs">When, milliseconds, 1 to <see cref="PairingLimits.MaxRetryMs"/>.</param>
public sealed record PairingWait(int RetryMs) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Range(RetryMs, "retryMs", 1, PairingLimits.MaxRetryMs);
}

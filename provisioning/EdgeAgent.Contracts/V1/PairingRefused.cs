namespace EdgeAgent.Contracts.V1;

/// <summary>The hub does not go on. One shape for every reason, so that a stranger learns nothing from it.</summary>
/// <param name="RetryMs">When a new hello may be said, milliseconds, 1 to <see cref="PairingLimits.MaxRetryMs"/>.</param>
public sealed record PairingRefused(int RetryMs) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Range(RetryMs, "retryMs", 1, PairingLimits.MaxRetryMs);
}

namespace EdgeAgent.Contracts.V1;

/// <summary>A device asks how it stands with its hub.</summary>
/// <param name="Nonce">Random; the answer's signature covers it, so that no old answer passes for a new one.</param>
/// <param name="Boot">This run of the agent.</param>
public sealed record RenewalQuery(Bytes32 Nonce, BootId Boot) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}

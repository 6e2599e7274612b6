namespace EdgeAgent.Contracts.V1;

/// <summary><c>POST /pair/reply</c>, device to hub: its half of the exchange.</summary>
/// <param name="Run">The run.</param>
/// <param name="PublicB">SRP's B, big endian, exactly <see cref="PairingLimits.GroupBytes"/> bytes.</param>
public sealed record PairingReply(Bytes32 Run, byte[] PublicB) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() =>
        WireCheck.Range(PublicB.Length, "publicB", PairingLimits.GroupBytes, PairingLimits.GroupBytes);
}

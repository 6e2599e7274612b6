namespace EdgeAgent.Contracts.V1;

/// <summary>The last answer, to a <see cref="PairingConfirm"/>: the <see cref="EnrolmentGrant"/> under seal.</summary>
/// <param name="Run">The run.</param>
/// <param name="Envelope">AES-256-GCM ciphertext and tag of the grant's JSON.</param>
public sealed record PairingGrant(Bytes32 Run, byte[] Envelope) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Range(
        Envelope.Length, "envelope", PairingLimits.MinEnvelopeBytes, PairingLimits.EnvelopeBytes);
}

namespace EdgeAgent.Contracts.V1;

/// <summary>
/// <c>POST /pair/confirm</c>, device to hub: its proof, and its <see cref="EnrolmentRequest"/> under seal. Sent again, unchanged,
/// while the hub answers <see cref="PairingWait"/> or not at all.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Mac">Keyed MAC over the transcript, HMAC-SHA256, under another key than the hub's.</param>
/// <param name="Envelope">AES-256-GCM ciphertext and tag of the request's JSON.</param>
public sealed record PairingConfirm(Bytes32 Run, Bytes32 Mac, byte[] Envelope) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Range(
        Envelope.Length, "envelope", PairingLimits.MinEnvelopeBytes, PairingLimits.EnvelopeBytes);
}

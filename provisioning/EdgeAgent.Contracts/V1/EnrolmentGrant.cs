namespace EdgeAgent.Contracts.V1;

/// <summary>What a device gets when it is taken in.</summary>
/// <param name="Certificate">The device's certificate, DER.</param>
/// <param name="Authority">The hub's authority certificate, DER: the only root that the device trusts.</param>
/// <param name="Doors">Where to connect.</param>
/// <param name="Descriptor">The hub's signed word.</param>
/// <param name="Signature">By the hub over the descriptor.</param>
/// <param name="Time">The hub's clock, Unix milliseconds.</param>
public sealed record EnrolmentGrant(
    byte[] Certificate,
    byte[] Authority,
    HubDoors Doors,
    DeviceDescriptor Descriptor,
    RecoverableSignature Signature,
    long Time) : IWireMessage
{
    /// <summary>Largest certificate, bytes.</summary>
    public const int MaxCertificateBytes = 8192;

    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(Certificate.Length, "certificate", 1, MaxCertificateBytes);
        WireCheck.Range(Authority.Length, "authority", 1, MaxCertificateBytes);
        Doors.Validate();
    }
}

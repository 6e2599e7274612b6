using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Hub;

/// <summary>A device with a grant that has not connected yet: what the hub's registry keeps across a restart.</summary>
/// <param name="Device">The device.</param>
/// <param name="SpkiHash">Its TLS key.</param>
/// <param name="Serial">Its certificate.</param>
/// <param name="Enrolment">The secret that it used.</param>
/// <param name="Fingerprint">Shown on both sides.</param>
public sealed record GrantedEnrolment(
    Address Device, Bytes32 SpkiHash, string Serial, EnrolmentId Enrolment, string Fingerprint)
{
    internal bool Fits(Address device, Bytes32 spkiHash, string serial) =>
        Device == device && SpkiHash == spkiHash && string.Equals(Serial, serial, StringComparison.Ordinal);
}

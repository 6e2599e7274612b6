using EdgeAgent.Contracts;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Pairing.Device;

/// <summary>What a device brings to its pairing.</summary>
/// <param name="Verifier">Of the code or the printed secret; taken over and erased at the end.</param>
/// <param name="Device">The device's account.</param>
/// <param name="SpkiHash">SHA-256 of its TLS public key.</param>
/// <param name="Hardware">Board and processor in words, for the person at the hub.</param>
/// <param name="Attempts">The limits.</param>
/// <param name="ExpectedAuthority">The hub's authority where the card names it; a challenge by another is ignored and not counted.</param>
public sealed record DevicePairingSetup(
    PairingVerifier Verifier,
    Address Device,
    Bytes32 SpkiHash,
    string Hardware,
    DeviceAttempts Attempts,
    Bytes32? ExpectedAuthority = null);

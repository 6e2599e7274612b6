using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Doors;

/// <summary>What a client certificate of the hub's own authority says.</summary>
/// <param name="Device">The device that it was issued to.</param>
/// <param name="SpkiHash">SHA-256 of the certificate's public key.</param>
/// <param name="Serial">The certificate's serial number.</param>
internal sealed record DevicePeer(Address Device, Bytes32 SpkiHash, string Serial);

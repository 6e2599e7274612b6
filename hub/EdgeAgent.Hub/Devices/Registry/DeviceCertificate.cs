using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the registry remembers of an issued certificate.</summary>
/// <param name="SpkiHash">SHA-256 of its public key.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="NotAfter">When it ends.</param>
public sealed record DeviceCertificate(Bytes32 SpkiHash, string Serial, DateTimeOffset NotAfter)
{
    /// <summary>Whether this is the certificate with this key and serial number.</summary>
    public bool Is(Bytes32 spkiHash, string serial) =>
        SpkiHash == spkiHash && string.Equals(Serial, serial, StringComparison.Ordinal);
}

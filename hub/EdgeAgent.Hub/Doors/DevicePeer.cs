using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Doors;

/// <summary>What a client certificate of the home's authority says.</summary>
/// <param name="Device">The device that it was issued to.</param>
/// <param name="SpkiHash">SHA-256 of the certificate's public key.</param>
/// <param name="Serial">The certificate's serial number.</param>
internal sealed record DevicePeer(Address Device, Bytes32 SpkiHash, string Serial)
{
    /// <summary>What it is good for.</summary>
    public PeerStanding Standing { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset NotAfter { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>SHA-256 of the public key of the authority that issued it.</summary>
    public Bytes32 Authority { get; init; }
}

namespace EdgeAgent.Contracts.V1;

/// <summary>The hub's first word in a run, the answer to a <see cref="PairingHello"/>: who it claims to be, and its half of the exchange.</summary>
/// <param name="Run">The hub's 32 random bytes (nonceH); names the run from here on.</param>
/// <param name="PublicA">SRP's A, big endian, exactly <see cref="PairingLimits.GroupBytes"/> bytes.</param>
/// <param name="Hub">The hub's account.</param>
/// <param name="HomeId">The home.</param>
/// <param name="CaSpkiHash">SHA-256 of the authority's public key.</param>
/// <param name="Time">The hub's clock, Unix milliseconds.</param>
public sealed record PairingChallenge(
    Bytes32 Run, byte[] PublicA, Address Hub, Bytes32 HomeId, Bytes32 CaSpkiHash, long Time) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(PublicA.Length, "publicA", PairingLimits.GroupBytes, PairingLimits.GroupBytes);
        WireCheck.Range(Time, "time", 0, long.MaxValue);
    }
}

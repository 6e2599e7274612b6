namespace EdgeAgent.Contracts.V1;

/// <summary>What a hub shows of itself before a device gives its consent.</summary>
/// <param name="Hub">The hub's account.</param>
/// <param name="HomeId">The home.</param>
/// <param name="CaSpkiHash">SHA-256 of the authority's public key.</param>
/// <param name="Transcript">What the permit must carry.</param>
/// <param name="Time">The hub's clock, Unix milliseconds.</param>
public sealed record EnrolmentOffer(Address Hub, Bytes32 HomeId, Bytes32 CaSpkiHash, Bytes32 Transcript, long Time)
    : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}

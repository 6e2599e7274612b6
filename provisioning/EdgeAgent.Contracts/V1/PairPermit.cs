namespace EdgeAgent.Contracts.V1;

/// <summary>The device's consent to belong to a hub (typed data <c>PairPermit</c>): binds both of its keys to this hub and this run.</summary>
/// <param name="Device">The signer.</param>
/// <param name="Hub">The hub's account.</param>
/// <param name="HomeId"><c>keccak256("EdgeAgent home 1" ‖ hub address)</c>.</param>
/// <param name="TlsSpkiHash">SHA-256 of the device's TLS public key (SubjectPublicKeyInfo, DER).</param>
/// <param name="CaSpkiHash">SHA-256 of the authority's public key (SubjectPublicKeyInfo, DER).</param>
/// <param name="Transcript">SHA-256 over everything said before in this run; zero never occurs.</param>
public sealed record PairPermit(
    Address Device, Address Hub, Bytes32 HomeId, Bytes32 TlsSpkiHash, Bytes32 CaSpkiHash, Bytes32 Transcript);

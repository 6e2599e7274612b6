using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>An attester's signed word on a claim (typed data <c>PoIAttestation</c>).</summary>
/// <param name="HomeId">The home.</param>
/// <param name="ClaimHash">The claim.</param>
/// <param name="Attester">The signer.</param>
/// <param name="Method">How it was checked.</param>
/// <param name="Score">0 (wrong) to 100 (right).</param>
/// <param name="EvidenceHash">keccak256 of the evidence.</param>
/// <param name="At">Unix seconds.</param>
public sealed record PoIAttestation(
    Bytes32 HomeId,
    Bytes32 ClaimHash,
    Address Attester,
    [property: JsonConverter(typeof(NumberEnumConverter<AttestationMethod>))] AttestationMethod Method,
    byte Score,
    Bytes32 EvidenceHash,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong At);

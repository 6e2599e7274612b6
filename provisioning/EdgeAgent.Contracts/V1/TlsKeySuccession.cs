using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>A device names the next TLS key of its own (typed data <c>TlsKey</c>).</summary>
/// <param name="Device">The signer.</param>
/// <param name="HomeId">The home.</param>
/// <param name="OldSpki">SHA-256 of the TLS public key in use (SubjectPublicKeyInfo, DER).</param>
/// <param name="NewSpki">SHA-256 of the next one.</param>
/// <param name="N">Counts the successions of this device in this home, from 1: of two that are under way only the later one holds.</param>
public sealed record TlsKeySuccession(
    Address Device,
    Bytes32 HomeId,
    Bytes32 OldSpki,
    Bytes32 NewSpki,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong N);

using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>How a device stands with its hub, at one moment (typed data <c>RenewalTerms</c>). The hub's key signs it and not only its authority, so it holds where no certificate can: for a device without a clock, and for a new authority.</summary>
/// <param name="HomeId">The home.</param>
/// <param name="Device">Who asked.</param>
/// <param name="Nonce">Of the <see cref="RenewalQuery"/>.</param>
/// <param name="Authority">SHA-256 of the public key of the authority that certifies now (SubjectPublicKeyInfo, DER).</param>
/// <param name="N">The newest <see cref="TlsKeySuccession.N"/> that the hub has accepted; 0: none.</param>
/// <param name="Time">The hub's clock, Unix seconds.</param>
/// <param name="RenewAt">When the device should renew, Unix seconds by the hub's clock; not after <paramref name="Time"/>: at once.</param>
public sealed record RenewalTerms(
    Bytes32 HomeId,
    Address Device,
    Bytes32 Nonce,
    Bytes32 Authority,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong N,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Time,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong RenewAt);

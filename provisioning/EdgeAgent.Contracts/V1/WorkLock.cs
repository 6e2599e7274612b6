using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>The requester's signed commitment to one piece of work (typed data <c>Lock</c>).</summary>
/// <param name="HomeId">The home whose ledger settles it.</param>
/// <param name="QuoteHash">Digest of the quote that it takes, or the hash of the lease agreement that it draws on.</param>
/// <param name="Requester">Who signs: the hub, for a person's client.</param>
/// <param name="MaxSpend">Most that may be paid, micro-credits.</param>
/// <param name="Seed">Seed of the draws; 0 in a lease.</param>
/// <param name="SamplerHash">keccak256 of the canonical encoding of sampling parameters and stop strings; zero in a lease.</param>
/// <param name="InputCommit"><c>keccak256(salt ‖ SHA-256(input))</c> over the bytes of <see cref="JobRequest.Input"/>; zero in a lease.</param>
/// <param name="Nonce">Random; makes each lock single-use.</param>
public sealed record WorkLock(
    Bytes32 HomeId,
    Bytes32 QuoteHash,
    Address Requester,
    [property: JsonConverter(typeof(UInt128TextConverter))] UInt128 MaxSpend,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Seed,
    Bytes32 SamplerHash,
    Bytes32 InputCommit,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Nonce);

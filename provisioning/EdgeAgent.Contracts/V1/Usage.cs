using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>What a provider has delivered so far (typed data <c>Usage</c>); cumulative.</summary>
/// <param name="HomeId">The home.</param>
/// <param name="AgreementHash">The agreement.</param>
/// <param name="Seq">Grows by one from 1.</param>
/// <param name="UnitsIn">Units read.</param>
/// <param name="UnitsOut">Units delivered.</param>
/// <param name="Amount">What that costs, micro-credits.</param>
/// <param name="OutputCommitSoFar">keccak256 of the units so far; tokens as 32-bit little-endian.</param>
public sealed record Usage(
    Bytes32 HomeId,
    Bytes32 AgreementHash,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Seq,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UnitsIn,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UnitsOut,
    [property: JsonConverter(typeof(UInt128TextConverter))] UInt128 Amount,
    Bytes32 OutputCommitSoFar);

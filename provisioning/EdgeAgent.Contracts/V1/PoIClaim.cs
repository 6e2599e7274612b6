using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>A device's signed statement of work that it has done (typed data <c>PoIClaim</c>, fields in signing order).</summary>
/// <param name="HomeId">The home in which the work was agreed.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Device">The signer.</param>
/// <param name="Payee">Who is to be paid; the device itself unless its owner said otherwise.</param>
/// <param name="Counterparty">The requester who signed the lock.</param>
/// <param name="AgreementHash"><c>keccak256(quoteHash ‖ lockHash)</c>.</param>
/// <param name="ModelHash">SHA-256 of the model file.</param>
/// <param name="AdapterHash">SHA-256 of the adapter file, or zero.</param>
/// <param name="RuntimeClass">keccak256 of the runtime's description (engine, build, instruction set, threads).</param>
/// <param name="InputCommit">As in the lock.</param>
/// <param name="OutputCommit"><c>keccak256(salt ‖ SHA-256(output))</c>; output is the generated token ids, 32-bit little-endian.</param>
/// <param name="Seed">As in the lock.</param>
/// <param name="SamplerHash">As in the lock.</param>
/// <param name="UnitsIn">Tokens read: prompt and resumed answer.</param>
/// <param name="UnitsOut">Tokens generated, those cut by stop strings and the end token too.</param>
/// <param name="WorkUnits">Active parameters of the model × (UnitsIn + UnitsOut).</param>
/// <param name="Amount">What is asked, micro-credits.</param>
/// <param name="StartedAt">Unix seconds on the device's clock.</param>
/// <param name="FinishedAt">Unix seconds on the device's clock.</param>
/// <param name="Seq">Position in the device's chain, from 1 without gaps.</param>
/// <param name="PrevClaim">Digest of the claim before; zero for the first.</param>
/// <param name="EvidenceHash">keccak256 of the evidence: counts and ids of prompt and generated tokens, 32-bit little-endian.</param>
public sealed record PoIClaim(
    Bytes32 HomeId,
    [property: JsonConverter(typeof(NumberEnumConverter<ClaimKind>))] ClaimKind Kind,
    Address Device,
    Address Payee,
    Address Counterparty,
    Bytes32 AgreementHash,
    Bytes32 ModelHash,
    Bytes32 AdapterHash,
    Bytes32 RuntimeClass,
    Bytes32 InputCommit,
    Bytes32 OutputCommit,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Seed,
    Bytes32 SamplerHash,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UnitsIn,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UnitsOut,
    [property: JsonConverter(typeof(UInt128TextConverter))] UInt128 WorkUnits,
    [property: JsonConverter(typeof(UInt128TextConverter))] UInt128 Amount,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong StartedAt,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong FinishedAt,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Seq,
    Bytes32 PrevClaim,
    Bytes32 EvidenceHash);

using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>The hub's signed witness over one entry of its ledger (typed data <c>Settle</c>). Its digest names the entry; each holds the one before.</summary>
/// <param name="HomeId">The home.</param>
/// <param name="Index">Place in the journal, from 1 without gaps.</param>
/// <param name="PrevEntry">Digest of the entry before; zero for the first.</param>
/// <param name="Rule">Under which rule.</param>
/// <param name="AgreementHash">The agreement that is settled; zero where there is none.</param>
/// <param name="EscrowHash">The agreement whose escrow is touched: a lease's, or the agreement's own; zero where there is none.</param>
/// <param name="ClaimHash">The claim that is paid; zero where there is none.</param>
/// <param name="EvidenceHash">Digest of what the entry rests on: the receipt, the acknowledged usage (digest of the acknowledgement), the epoch root; for escrow keccak256 of its deadline (Unix milliseconds, 8 bytes big-endian), for an act of the administrator keccak256 of its reason (UTF-8); otherwise zero.</param>
/// <param name="PostingsHash">keccak256 of the postings: for each the length of the account's name as one byte, the name, the signed amount as 16 bytes big-endian.</param>
/// <param name="At">Unix milliseconds on the hub's clock.</param>
public sealed record Settle(
    Bytes32 HomeId,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Index,
    Bytes32 PrevEntry,
    [property: JsonConverter(typeof(NumberEnumConverter<SettleRule>))] SettleRule Rule,
    Bytes32 AgreementHash,
    Bytes32 EscrowHash,
    Bytes32 ClaimHash,
    Bytes32 EvidenceHash,
    Bytes32 PostingsHash,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong At);

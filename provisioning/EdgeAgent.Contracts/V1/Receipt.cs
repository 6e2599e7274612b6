using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>A requester's signed word on claimed work (typed data <c>Receipt</c>).</summary>
/// <param name="HomeId">The home.</param>
/// <param name="AgreementHash">The agreement.</param>
/// <param name="ClaimHash">EIP-712 digest of the claim.</param>
/// <param name="UnitsIn">Units in that are paid.</param>
/// <param name="UnitsOut">Units out that are paid.</param>
/// <param name="Amount">What is paid, micro-credits.</param>
/// <param name="Verdict">Whether that is all that was claimed.</param>
/// <param name="Reason">Why not.</param>
public sealed record Receipt(
    Bytes32 HomeId,
    Bytes32 AgreementHash,
    Bytes32 ClaimHash,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UnitsIn,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UnitsOut,
    [property: JsonConverter(typeof(UInt128TextConverter))] UInt128 Amount,
    [property: JsonConverter(typeof(NumberEnumConverter<ReceiptVerdict>))] ReceiptVerdict Verdict,
    [property: JsonConverter(typeof(NumberEnumConverter<ReceiptReason>))] ReceiptReason Reason);

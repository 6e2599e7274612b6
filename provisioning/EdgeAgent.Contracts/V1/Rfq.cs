using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/rfq</c>: a request for quotes (typed data <c>Rfq</c>; not signed, the hub's line authenticates it). Carries no payload.</summary>
/// <param name="HomeId">The home whose ledger settles it.</param>
/// <param name="Requester">Who will sign the lock.</param>
/// <param name="Kind">What is wanted.</param>
/// <param name="ModelHash">SHA-256 of the model or pipeline; zero for blobs.</param>
/// <param name="MaxIn">Most units in.</param>
/// <param name="MaxOut">Most units out.</param>
/// <param name="MaxPrice">Most that will be paid in all, micro-credits.</param>
/// <param name="DeadlineMs">Time for the whole work, milliseconds from the lock.</param>
/// <param name="TermMs">0: a quote for one lock. Otherwise a standing quote is asked for that holds this long, milliseconds.</param>
/// <param name="Privacy">Who may see the work.</param>
/// <param name="Verify">How it will be checked.</param>
/// <param name="InputCommit">Commitment to the input; zero where there is none yet.</param>
/// <param name="Nonce">Random; makes each request single.</param>
public sealed record Rfq(
    Bytes32 HomeId,
    Address Requester,
    [property: JsonConverter(typeof(NumberEnumConverter<GoodsKind>))] GoodsKind Kind,
    Bytes32 ModelHash,
    uint MaxIn,
    uint MaxOut,
    [property: JsonConverter(typeof(UInt128TextConverter))] UInt128 MaxPrice,
    uint DeadlineMs,
    uint TermMs,
    [property: JsonConverter(typeof(NumberEnumConverter<PrivacyClass>))] PrivacyClass Privacy,
    [property: JsonConverter(typeof(NumberEnumConverter<VerifyLevel>))] VerifyLevel Verify,
    Bytes32 InputCommit,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Nonce) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(DeadlineMs, "deadlineMs", 1, WireLimits.JobTtlMs);
        WireCheck.Range(TermMs, "termMs", 0, WireLimits.LeaseTermMs);
    }
}

using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/claimack</c>.</summary>
/// <param name="Status">What the hub says.</param>
/// <param name="UpTo">Sequence of the newest claim of this device that the hub holds; 0: none.</param>
/// <param name="Reason">Why a claim is refused, for the device's owner.</param>
public sealed record ClaimAck(
    ClaimAckStatus Status,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong UpTo,
    string? Reason = null) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Text(Reason, "reason");
}

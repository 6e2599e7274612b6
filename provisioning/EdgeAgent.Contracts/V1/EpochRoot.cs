using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>A closed epoch of the ledger (typed data <c>EpochRoot</c>).</summary>
/// <param name="HomeId">The home.</param>
/// <param name="Epoch">From 1 without gaps.</param>
/// <param name="LastIndex">Newest journal entry in it.</param>
/// <param name="LastEntry">That entry's digest.</param>
/// <param name="Leaves">Claims in the tree.</param>
/// <param name="Root">OpenZeppelin-compatible root over (bytes32 claimHash, address payee, uint256 paidAmount); zero without leaves.</param>
/// <param name="PrevRoot">Digest of the epoch root before; zero for the first.</param>
/// <param name="At">Unix milliseconds on the hub's clock.</param>
public sealed record EpochRoot(
    Bytes32 HomeId,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Epoch,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong LastIndex,
    Bytes32 LastEntry,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Leaves,
    Bytes32 Root,
    Bytes32 PrevRoot,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong At);

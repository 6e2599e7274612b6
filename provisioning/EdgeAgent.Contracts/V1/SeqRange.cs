using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>Sequence numbers from one to another, both included; <c>[from,to]</c> on the wire.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last, not below the first.</param>
[StructLayout(LayoutKind.Auto)]
[JsonConverter(typeof(SeqRangeJsonConverter))]
public readonly record struct SeqRange(ulong From, ulong To);

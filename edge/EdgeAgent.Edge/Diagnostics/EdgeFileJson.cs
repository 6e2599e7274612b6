using System.Text.Json.Serialization;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Pairing;
using EdgeAgent.Edge.Status;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Diagnostics;

/// <summary>The JSON of the agent's own small files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(CounterState))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(WiringPlan))]
[JsonSerializable(typeof(PendingGrant))]
internal sealed partial class EdgeFileJson : JsonSerializerContext;

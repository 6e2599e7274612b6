using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Metrics;

/// <summary>The JSON of <c>/healthz</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HealthJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary>The JSON of telemetry.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SeriesBody))]
[JsonSerializable(typeof(EventListBody))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(RetentionBody))]
[JsonSerializable(typeof(ConfigBody))]
[JsonSerializable(typeof(DeviceConfig))]
internal sealed partial class TelemetryJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Points.Json;

/// <summary>The JSON of points.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PointListBody))]
[JsonSerializable(typeof(SetBody))]
[JsonSerializable(typeof(SetAnswer))]
[JsonSerializable(typeof(PointPermits))]
internal sealed partial class PointsJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Pairing.Device;

/// <summary>Reads and writes <see cref="EnrolmentCardBody"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 4)]
[JsonSerializable(typeof(EnrolmentCardBody))]
internal sealed partial class EnrolmentCardJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Identity.Releases;

/// <summary>The JSON of releases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 6)]
[JsonSerializable(typeof(ReleaseManifest))]
[JsonSerializable(typeof(ReleaseKeyList))]
[JsonSerializable(typeof(ReleaseEnvelope))]
[JsonSerializable(typeof(UpdateCheckIn))]
public sealed partial class ReleaseJson : JsonSerializerContext;

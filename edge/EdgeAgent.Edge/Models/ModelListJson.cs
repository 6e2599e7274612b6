using System.Text.Json.Serialization;

namespace EdgeAgent.Edge.Models;

/// <summary>The JSON of the hub's model list.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    MaxDepth = 8)]
[JsonSerializable(typeof(OfferedModels))]
internal sealed partial class ModelListJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Models;

/// <summary>The JSON of the store's own records and of the list for devices.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelRecord))]
[JsonSerializable(typeof(OfferedModels))]
internal sealed partial class ModelRecordJson : JsonSerializerContext;

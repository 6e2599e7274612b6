using System.Text.Json.Serialization;

namespace EdgeAgent.Edge.Updating;

/// <summary>The JSON of <see cref="UpdateRecord"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(UpdateRecord))]
internal sealed partial class UpdateRecordJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>The JSON of the OpenAI door: snake_case, unknown fields skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = GatewayLimits.JsonDepth)]
[JsonSerializable(typeof(ChatBody))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ToolCallBody>))]
[JsonSerializable(typeof(CompletionAnswer))]
[JsonSerializable(typeof(ModelListBody))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class OpenAiJson : JsonSerializerContext;

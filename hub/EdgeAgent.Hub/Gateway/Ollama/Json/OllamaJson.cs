using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>The JSON of the Ollama door: snake_case, unknown fields skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = GatewayLimits.JsonDepth)]
[JsonSerializable(typeof(OllamaChatBody))]
[JsonSerializable(typeof(OllamaGenerateBody))]
[JsonSerializable(typeof(OllamaShowBody))]
[JsonSerializable(typeof(OllamaAnswer))]
[JsonSerializable(typeof(OllamaError))]
[JsonSerializable(typeof(OllamaModelList))]
[JsonSerializable(typeof(OllamaShown))]
[JsonSerializable(typeof(OllamaVersion))]
internal sealed partial class OllamaJson : JsonSerializerContext;

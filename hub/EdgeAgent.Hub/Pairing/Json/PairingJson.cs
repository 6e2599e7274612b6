using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>The JSON of <c>/api/hub/pairing</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(PairingBody))]
[JsonSerializable(typeof(SecretBody))]
[JsonSerializable(typeof(CodeBody))]
[JsonSerializable(typeof(NewSecretBody))]
internal sealed partial class PairingJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Provisioning.Releases;

/// <summary>The JSON of <see cref="SignedKeys"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SignedKeys))]
internal sealed partial class SignedKeysJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Administration.Json;

/// <summary>The JSON of the hub's own administration: camelCase, required fields required, nothing that it does not know.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = BodyLimits.JsonDepth)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(KeyListBody))]
[JsonSerializable(typeof(KeyMadeBody))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(NetworkBody))]
[JsonSerializable(typeof(NetworkRequest))]
[JsonSerializable(typeof(NetworkChangeBody))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class AdministrationJson : JsonSerializerContext;

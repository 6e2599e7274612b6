using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Claims.Json;

/// <summary>The JSON of <c>/api/hub/claims</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClaimPage))]
[JsonSerializable(typeof(ClaimDetail))]
[JsonSerializable(typeof(ClaimProof))]
[JsonSerializable(typeof(ClaimError))]
internal sealed partial class ClaimsJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Hub.Updates.Json;

/// <summary>The JSON of the owner's view of updates.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpdatesBody))]
[JsonSerializable(typeof(UpdateError))]
[JsonSerializable(typeof(ReleaseEnvelope))]
internal sealed partial class UpdatesJson : JsonSerializerContext;

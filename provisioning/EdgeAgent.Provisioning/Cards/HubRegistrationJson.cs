using System.Text.Json.Serialization;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>The body of <see cref="HubRegistration"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HubRegistration.NewSecret))]
internal sealed partial class HubRegistrationJson : JsonSerializerContext;

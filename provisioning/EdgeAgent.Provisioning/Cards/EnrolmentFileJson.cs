using System.Text.Json.Serialization;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>Writes <see cref="EnrolmentFile"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnrolmentFile))]
internal sealed partial class EnrolmentFileJson : JsonSerializerContext;

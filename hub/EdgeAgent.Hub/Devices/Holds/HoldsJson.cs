using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Devices;

/// <summary>The JSON of held devices.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HeldDevicesBody))]
internal sealed partial class HoldsJson : JsonSerializerContext;

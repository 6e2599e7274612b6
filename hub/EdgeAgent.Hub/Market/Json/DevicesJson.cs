using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Market.Json;

/// <summary>The JSON of <c>/api/hub/devices</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeviceListBody))]
internal sealed partial class DevicesJson : JsonSerializerContext;

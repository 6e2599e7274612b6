using System.Text.Json;

namespace EdgeAgent.Hub.Claims.Json;

/// <summary>Something signed, in the form that wallet libraries check.</summary>
/// <param name="TypedData"><c>eth_signTypedData_v4</c>: types, primaryType, domain, message.</param>
/// <param name="Signature">r‖s‖v, 0x text.</param>
internal sealed record SignedData(JsonElement TypedData, string Signature);

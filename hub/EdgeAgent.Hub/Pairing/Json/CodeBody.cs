namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>Body of <c>POST /api/hub/pairing/{key}/code</c>.</summary>
/// <param name="Code">As the device shows it, <c>1234-5678</c>.</param>
internal sealed record CodeBody(string Code);

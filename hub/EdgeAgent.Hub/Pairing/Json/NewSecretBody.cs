namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>Body of <c>POST /api/hub/pairing/secrets</c>.</summary>
/// <param name="Secret">The text of a label, <c>EA1:…</c>.</param>
internal sealed record NewSecretBody(string Secret);

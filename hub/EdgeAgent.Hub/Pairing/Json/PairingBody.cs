namespace EdgeAgent.Hub.Pairing.Json;

/// <summary><c>GET /api/hub/pairing</c>.</summary>
/// <param name="Pending">Who waits, the oldest first.</param>
/// <param name="Paired">The last pairings, the newest first.</param>
/// <param name="Refused">Devices that knew their secret and were refused, the newest first.</param>
/// <param name="Secrets">Printed secrets that the hub waits for.</param>
internal sealed record PairingBody(
    IReadOnlyList<PendingBody> Pending,
    IReadOnlyList<PairedBody> Paired,
    IReadOnlyList<RefusedBody> Refused,
    IReadOnlyList<SecretBody> Secrets);

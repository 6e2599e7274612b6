namespace EdgeAgent.Pairing.Device;

/// <summary>The JSON of <c>enrol.json</c>.</summary>
/// <param name="V">Version.</param>
/// <param name="Verifier">The verifier's stored form.</param>
/// <param name="Hub"><c>HOST</c> or <c>HOST:PORT</c>.</param>
/// <param name="Authority">The hub's authority certificate, DER.</param>
internal sealed record EnrolmentCardBody(int V, byte[] Verifier, string? Hub = null, byte[]? Authority = null);

namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Body of <c>POST /api/hub/keys</c>.</summary>
/// <param name="Name">For people.</param>
/// <param name="Scopes">Of read, infer, actuate, admin.</param>
/// <param name="Models">Null or absent: all.</param>
/// <param name="SpendLimitMicros">Millionths of a credit; null or absent: no limit.</param>
internal sealed record KeyRequest(
    string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string>? Models = null, long? SpendLimitMicros = null);

namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Answer of <c>POST /api/hub/keys</c>.</summary>
/// <param name="Key">The secret; shown here and never again.</param>
/// <param name="Facts">What is listed of it.</param>
internal sealed record KeyMadeBody(string Key, KeyBody Facts);

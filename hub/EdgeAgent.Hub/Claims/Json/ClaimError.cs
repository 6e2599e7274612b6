namespace EdgeAgent.Hub.Claims.Json;

/// <summary>Why a request about claims has no answer.</summary>
internal sealed record ClaimError(string Error);

namespace EdgeAgent.Hub.Updates.Json;

/// <summary>Why the hub does not do something.</summary>
/// <param name="Error">For people.</param>
internal sealed record UpdateError(string Error);

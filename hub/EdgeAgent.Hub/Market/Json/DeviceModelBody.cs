namespace EdgeAgent.Hub.Market.Json;

/// <summary>A model on a device.</summary>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Name">What clients call it; null for a model that the hub does not serve.</param>
/// <param name="Loaded">In memory now.</param>
/// <param name="TokensPerSecond">Measured generation speed; null before the first measurement.</param>
/// <param name="ContextTokens">Context that it is run with; null before the first load.</param>
internal sealed record DeviceModelBody(
    string Digest, string? Name, bool Loaded, double? TokensPerSecond, int? ContextTokens);

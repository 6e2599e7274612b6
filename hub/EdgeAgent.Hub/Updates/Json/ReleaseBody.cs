namespace EdgeAgent.Hub.Updates.Json;

/// <summary>A release as the owner sees it.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Version">For people.</param>
/// <param name="Runtime">For which processor.</param>
/// <param name="Stage">How far it has spread.</param>
/// <param name="Paused">Whether the owner holds it.</param>
internal sealed record ReleaseBody(ulong Sequence, string Version, string Runtime, RolloutStage Stage, bool Paused);

namespace EdgeAgent.Identity.Releases;

/// <summary>What a new release must lie above.</summary>
/// <param name="Sequence">The highest that was committed here; also what was given up counts for its own number only.</param>
/// <param name="KeysSequence">The highest list of keys that was seen.</param>
public sealed record ReleaseFloor(ulong Sequence, ulong KeysSequence);

using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Edge.Updating;

/// <summary>What a device remembers of releases, <c>updates.json</c>.</summary>
/// <param name="Sequence">The highest that was committed here.</param>
/// <param name="KeysSequence">The highest list of keys that was seen.</param>
/// <param name="State">The last word to the hub.</param>
/// <param name="About">The release that it is about; 0: none.</param>
/// <param name="Attempts">How often that release was put on trial.</param>
/// <param name="Reason">For people.</param>
internal sealed record UpdateRecord(
    ulong Sequence, ulong KeysSequence, UpdateState State, ulong About, int Attempts, string? Reason)
{
    /// <summary>A release gets a second trial, as the hub may have been away during the first one; then it is given up.</summary>
    public const int MaxAttempts = 2;

    private const int MaxReasonChars = 512;

    public static UpdateRecord Empty { get; } = new(0, 0, UpdateState.Idle, 0, 0, null);

    public ReleaseFloor Floor => new(Sequence, KeysSequence);

    /// <summary>Whether a release is not tried any more.</summary>
    public bool HasGivenUp(ulong sequence) => sequence == About && Attempts >= MaxAttempts && State is not UpdateState.Trial;

    /// <summary>With another state of the release that it is about, or of another one.</summary>
    public UpdateRecord With(UpdateState state, ulong about, string? reason = null) => this with
    {
        State = state,
        About = about,
        Attempts = about == About ? Attempts : 0,
        Reason = reason is { Length: > MaxReasonChars } ? reason[..MaxReasonChars] : reason,
    };
}

namespace EdgeAgent.Identity.Releases;

/// <summary>
/// A device's word to its hub: what runs, and how far it has come. Sent again and again, so that what the hub shows is never
/// stuck: it is the device's last word.
/// </summary>
/// <param name="Version">That runs.</param>
/// <param name="Runtime">For example <c>linux-arm64</c>.</param>
/// <param name="State">Of the last release.</param>
/// <param name="Sequence">Of the release that <paramref name="State"/> is about; 0: none.</param>
/// <param name="Reason">For people, at most 512 characters; null: all is well.</param>
public sealed record UpdateCheckIn(string Version, string Runtime, UpdateState State, ulong Sequence, string? Reason);

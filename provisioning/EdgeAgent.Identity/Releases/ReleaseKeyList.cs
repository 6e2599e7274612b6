namespace EdgeAgent.Identity.Releases;

/// <summary>Which keys may sign releases now. Signed over its exact bytes by a root key, which is kept offline.</summary>
/// <param name="Sequence">Grows with every list: a list that takes a key away is never followed by an older one that has it.</param>
/// <param name="Keys">At most <see cref="ReleaseLimits.Keys"/>.</param>
/// <param name="Expires">From then on nothing signed under this list is installed.</param>
public sealed record ReleaseKeyList(ulong Sequence, IReadOnlyList<ReleaseKey> Keys, DateTimeOffset Expires);

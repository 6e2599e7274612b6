namespace EdgeAgent.Hub.Devices;

/// <summary>One copy of a held device.</summary>
/// <param name="Copy">What the owner calls it by.</param>
/// <param name="Remote">Where it came from last.</param>
/// <param name="FirstSeen">When it was first noticed.</param>
/// <param name="LastSeen">When it last tried to get in.</param>
/// <param name="Chosen">The owner has chosen it.</param>
internal sealed record HeldCopyBody(
    string Copy, string Remote, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool Chosen);

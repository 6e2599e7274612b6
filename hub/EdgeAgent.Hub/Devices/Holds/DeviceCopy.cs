using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>One of several agents that came with one certificate.</summary>
/// <param name="Boot">Its run; a restart makes it another copy to the hub.</param>
/// <param name="Remote">Where it came from last.</param>
/// <param name="FirstSeen">When it was first noticed.</param>
/// <param name="LastSeen">When it last tried to get in, to the minute.</param>
public sealed record DeviceCopy(BootId Boot, string Remote, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

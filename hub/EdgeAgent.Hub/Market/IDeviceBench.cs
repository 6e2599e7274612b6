using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Market;

/// <summary>Knows which devices get no more work because they were caught.</summary>
internal interface IDeviceBench
{
    /// <summary>Why a device is benched, in words for the owner; null when it is not.</summary>
    string? ReasonOf(Address device);
}

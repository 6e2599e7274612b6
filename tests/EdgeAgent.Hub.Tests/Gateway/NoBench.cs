using EdgeAgent.Contracts;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>Nobody is benched but those whom the test benches.</summary>
internal sealed class NoBench : IDeviceBench
{
    public HashSet<Address> Benched { get; } = [];

    public string? ReasonOf(Address device) => Benched.Contains(device) ? "by the test" : null;
}

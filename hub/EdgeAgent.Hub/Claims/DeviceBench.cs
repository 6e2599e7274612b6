using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Claims;

/// <summary>Benched devices in memory; the database keeps them over restarts.</summary>
internal sealed class DeviceBench : IDeviceBench
{
    private readonly ConcurrentDictionary<Address, ClaimFault> _benched;

    /// <summary>Loads those of earlier runs.</summary>
    public DeviceBench(HubDatabase database) => _benched = new(database.Read(connection => connection.Query(
        "SELECT device, fault FROM benched_devices",
        reader => KeyValuePair.Create(reader.GetAddress(0), Enum.Parse<ClaimFault>(reader.GetString(1))))));

    public string? ReasonOf(Address device) =>
        _benched.TryGetValue(device, out var fault) ? ClaimFaults.Describe(fault) : null;

    /// <summary>Benches a device that the database already holds as benched.</summary>
    /// <returns>False when it was benched before.</returns>
    public bool TryAdd(Address device, ClaimFault fault) => _benched.TryAdd(device, fault);
}

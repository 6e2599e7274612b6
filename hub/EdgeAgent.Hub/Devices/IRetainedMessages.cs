using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>The newest message of each retained topic of the home's devices, whatever broker keeps it.</summary>
internal interface IRetainedMessages
{
    /// <summary>All messages of one leaf, in no order. Complete once the broker has started.</summary>
    IEnumerable<(Address Device, ReadOnlyMemory<byte> Payload)> Of(string leaf);
}

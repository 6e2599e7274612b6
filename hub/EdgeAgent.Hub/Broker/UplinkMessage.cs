using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Broker;

/// <summary>A message from a device that waits for its handler.</summary>
internal readonly record struct UplinkMessage(LeafRule Rule, ReadOnlyMemory<byte> Payload);

using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>What a hub keeps of a device.</summary>
internal sealed record RegistryRow(Bytes32 SpkiHash, string Serial, bool IsActive);

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Models;

namespace EdgeAgent.Edge.Connection;

/// <summary>Writes the device's birth: what it is, and which models it has now.</summary>
internal sealed class BirthWriter(AgentVersion version, Board board, BirthCounters counters, ModelStore models)
{
    private static readonly string[] s_features = ["chat", "completion"];

    /// <summary>The birth of the current connect.</summary>
    public DeviceBirth Write() => new(
        version.Text, board.Name(), counters.Boot, counters.Bd, s_features, [.. models.List().Take(WireLimits.Models)]);
}

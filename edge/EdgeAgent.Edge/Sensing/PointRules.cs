using System.Collections.Frozen;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>The owner's rules in force.</summary>
internal sealed class PointRules
{
    private volatile FrozenDictionary<PointId, PointRule> _rules = FrozenDictionary<PointId, PointRule>.Empty;

    /// <summary>Puts a configuration in force.</summary>
    public void Use(DeviceConfig config) => _rules = config.Rules.ToFrozenDictionary(rule => rule.Point);

    /// <summary>The rule of a point; null: none.</summary>
    public PointRule? Find(PointId point) => _rules.GetValueOrDefault(point);

    /// <summary>The point with the owner's name and room.</summary>
    public PointInfo Dress(PointInfo info) => Find(info.Id) is { } rule
        ? info with { Name = rule.Name ?? info.Name, Room = rule.Room ?? info.Room }
        : info;
}

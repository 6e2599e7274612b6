namespace EdgeAgent.Contracts.V1;

/// <summary>What the owner wants of a device's points.</summary>
/// <param name="Rules">One a point at most.</param>
public sealed record DeviceConfig(IReadOnlyList<PointRule> Rules)
{
    internal void Validate()
    {
        WireCheck.Items(Rules, "rules", WireLimits.Points);
        var seen = new HashSet<PointId>();
        foreach (var rule in Rules)
        {
            rule.Validate();
            if (!seen.Add(rule.Point))
            {
                throw new WireFormatException($"rules has {rule.Point} twice.");
            }
        }
    }
}

namespace EdgeAgent.Contracts;

/// <summary>Rights on one topic of a device.</summary>
/// <param name="Leaf">The last levels.</param>
/// <param name="Direction">Who writes and who reads.</param>
/// <param name="Retained">Whether the broker keeps the newest message.</param>
/// <param name="IntegrationMayRead">Whether an integration (Home Assistant) may read it.</param>
public sealed record LeafRule(string Leaf, LeafDirection Direction, bool Retained, bool IntegrationMayRead);

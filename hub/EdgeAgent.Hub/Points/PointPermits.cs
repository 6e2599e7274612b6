namespace EdgeAgent.Hub.Points;

/// <summary>Who may set one guarded point, besides a person.</summary>
/// <param name="Assistant">The assistant.</param>
/// <param name="Integrations">Programs of the house.</param>
internal sealed record PointPermits(bool Assistant, bool Integrations)
{
    public static PointPermits None { get; } = new(false, false);
}

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>How one channel of an IIO device becomes a value: (raw + offset) × scale.</summary>
internal sealed record IioChannel(string Name, PointKind Kind, string? Unit, double Scale, double Offset);

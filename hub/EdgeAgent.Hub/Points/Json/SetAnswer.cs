namespace EdgeAgent.Hub.Points.Json;

/// <summary>A command that was carried out.</summary>
/// <param name="Value">The point's value now.</param>
internal sealed record SetAnswer(double Value);

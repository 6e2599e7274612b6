namespace EdgeAgent.Edge.Models;

/// <summary><c>GET /models</c> on the hub's device door.</summary>
/// <param name="Models">What the hub offers.</param>
internal sealed record OfferedModels(IReadOnlyList<OfferedModel> Models);

namespace EdgeAgent.Hub.Models;

/// <summary>Answer of <c>GET /models</c> at the device door: what a device should have.</summary>
internal sealed record OfferedModels(IReadOnlyList<OfferedModel> Models);

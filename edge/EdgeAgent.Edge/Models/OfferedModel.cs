using EdgeAgent.Models;

namespace EdgeAgent.Edge.Models;

/// <summary>A model that the hub wants its devices to have.</summary>
/// <param name="Digest">Its SHA-256.</param>
/// <param name="Name">For people.</param>
/// <param name="SizeBytes">Its length.</param>
internal sealed record OfferedModel(ModelDigest Digest, string Name, long SizeBytes);

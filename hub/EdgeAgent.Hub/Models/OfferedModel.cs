using EdgeAgent.Models;

namespace EdgeAgent.Hub.Models;

/// <summary>One model for devices.</summary>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Name">What clients call it.</param>
/// <param name="SizeBytes">Size of the file.</param>
internal sealed record OfferedModel(ModelDigest Digest, string Name, long SizeBytes);

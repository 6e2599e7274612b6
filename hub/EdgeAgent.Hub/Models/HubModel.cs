using EdgeAgent.Models;

namespace EdgeAgent.Hub.Models;

/// <summary>A model that the hub serves.</summary>
/// <param name="Digest">The model.</param>
/// <param name="Name">What clients call it.</param>
/// <param name="SizeBytes">Size of the file.</param>
/// <param name="Path">The file in the hub's store.</param>
/// <param name="ActiveParameters">Weights that take part in one token, counted in the file's own tensors.</param>
/// <param name="Added">When it came into the store.</param>
/// <param name="IsRandom">Its weights are random numbers: its text means nothing.</param>
/// <param name="CanChat">It has a chat template; without one it only continues plain text.</param>
internal sealed record HubModel(
    ModelDigest Digest,
    string Name,
    long SizeBytes,
    string Path,
    long ActiveParameters,
    DateTimeOffset Added,
    bool IsRandom,
    bool CanChat);

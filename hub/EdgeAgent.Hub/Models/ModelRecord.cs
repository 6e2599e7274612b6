using EdgeAgent.Models;

namespace EdgeAgent.Hub.Models;

/// <summary>
/// What the store remembers of a model, also when its file is gone: claims on it must stay checkable.
/// </summary>
/// <param name="Digest">The model.</param>
/// <param name="Name">What clients call it.</param>
/// <param name="SizeBytes">Size of the file.</param>
/// <param name="ActiveParameters">Weights that take part in one token, counted in the file's own tensors.</param>
/// <param name="Added">When it came into the store.</param>
/// <param name="IsRandom">Its weights are random numbers.</param>
/// <param name="CanChat">It has a chat template.</param>
/// <param name="Source">Where it came from, in a form that changes when the source does.</param>
internal sealed record ModelRecord(
    ModelDigest Digest,
    string Name,
    long SizeBytes,
    long ActiveParameters,
    DateTimeOffset Added,
    bool IsRandom,
    bool CanChat,
    string Source);

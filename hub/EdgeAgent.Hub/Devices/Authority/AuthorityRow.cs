using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>One of the home's authorities, as the database keeps it once there has been more than one.</summary>
/// <param name="SpkiHash">SHA-256 of its public key.</param>
/// <param name="Directory">Where its files are, inside the data directory.</param>
/// <param name="MadeAt">When it began to certify.</param>
/// <param name="RetireAt">Until when certificates of it are taken; null: it certifies now.</param>
/// <param name="RetiredAt">When its key was deleted; null: not yet.</param>
public sealed record AuthorityRow(
    Bytes32 SpkiHash,
    string Directory,
    DateTimeOffset MadeAt,
    DateTimeOffset? RetireAt,
    DateTimeOffset? RetiredAt);

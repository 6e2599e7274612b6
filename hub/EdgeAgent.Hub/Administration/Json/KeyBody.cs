namespace EdgeAgent.Hub.Administration.Json;

/// <summary>A key as it is listed; nothing of it is secret.</summary>
/// <param name="Id">Its name for the hub.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Models">Null: all.</param>
/// <param name="SpendLimitMicros">Null: no limit.</param>
/// <param name="SpentMicros">So far.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsedAt">Null: never.</param>
/// <param name="RevokedAt">Null: in use.</param>
internal sealed record KeyBody(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Models,
    long? SpendLimitMicros,
    long SpentMicros,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>An API key as the hub keeps it in memory: its terms do not change, its use does.</summary>
internal sealed class ApiKey : IDisposable
{
    private readonly CancellationTokenSource _revoked = new();
    private long _lastUsedMs;

    public ApiKey(KeyId id, KeyTerms terms, byte[] hash, DateTimeOffset createdAt)
    {
        Id = id;
        Terms = terms;
        Hash = hash;
        CreatedAt = createdAt;
    }

    public KeyId Id { get; }

    public KeyTerms Terms { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it was put out of use; null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Fires when the key is revoked: what runs in its name ends.</summary>
    public CancellationToken Revoked => _revoked.Token;

    /// <summary>When it was last used; null: never.</summary>
    public DateTimeOffset? LastUsedAt
    {
        get => Volatile.Read(ref _lastUsedMs) is > 0 and var ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        set => Volatile.Write(ref _lastUsedMs, value?.ToUnixTimeMilliseconds() ?? 0);
    }

    /// <summary>SHA-256 of the key's text.</summary>
    internal byte[] Hash { get; }

    /// <summary>Spending; guarded by the budget's lock.</summary>
    internal KeySpending Spending { get; } = new();

    /// <summary>Whether the key may use a model.</summary>
    public bool Allows(string model) => Terms.Models?.Contains(model, StringComparer.Ordinal) ?? true;

    public void Dispose() => _revoked.Dispose();

    internal void Revoke(DateTimeOffset time)
    {
        RevokedAt = time;
        _revoked.Cancel();
    }
}

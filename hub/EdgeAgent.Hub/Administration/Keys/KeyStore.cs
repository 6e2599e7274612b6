using System.Collections.Concurrent;
using System.Security.Cryptography;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>API keys: kept in the database, read from memory.</summary>
internal sealed class KeyStore : IForeignChangeObserver, IDisposable
{
    private readonly ConcurrentDictionary<KeyId, ApiKey> _keys = new();

    // What is read from the database and what is changed in memory must not cross.
    private readonly SemaphoreSlim _changing = new(1);
    private readonly HubDatabase _database;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    /// <summary>Reads all keys.</summary>
    public KeyStore(HubDatabase database, AuditLog audit, TimeProvider time)
    {
        _database = database;
        _audit = audit;
        _time = time;
        Reload();
    }

    /// <summary>All keys, those that were revoked too, the newest first.</summary>
    public IReadOnlyList<ApiKey> List() =>
        [.. _keys.Values.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id.ToString(), StringComparer.Ordinal)];

    /// <summary>The key that is in use and has this text; null for any other text.</summary>
    public ApiKey? Verify(string? text)
    {
        if (!KeyText.TryRead(text, out var id))
        {
            return null;
        }
        var hash = KeyText.Hash(text);
        if (_keys.GetValueOrDefault(id) is not { RevokedAt: null } key
            || !CryptographicOperations.FixedTimeEquals(hash, key.Hash))
        {
            return null;
        }
        key.LastUsedAt = _time.GetUtcNow();
        return key;
    }

    /// <summary>Makes a key. Durable when it returns, with its line in the audit log.</summary>
    public async Task<KeyAddOutcome> AddAsync(KeyTerms terms, Actor actor, CancellationToken cancellationToken)
    {
        if (terms.Fault() is { } fault)
        {
            return new KeyAddOutcome.Refused(fault);
        }
        var id = KeyId.New();
        var (text, hash) = KeyText.Create(id);
#pragma warning disable CA2000 // The store owns its keys.
        var key = new ApiKey(id, terms, hash, _time.GetUtcNow());
#pragma warning restore CA2000
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var added = await _database.WriteAsync(
                connection =>
                {
                    var inserted = KeyRows.TryInsert(connection, key);
                    _audit.Append(connection, actor, new AuditAct(
                        "key.add", $"{id}", inserted ? AuditOutcome.Done : AuditOutcome.Refused, Describe(terms)));
                    return inserted;
                },
                cancellationToken);
            if (!added)
            {
                return new KeyAddOutcome.Refused($"There are {KeyLimits.Active} keys already; revoke one first.");
            }
            _keys[id] = key;
            return new KeyAddOutcome.Added(key, text);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Puts a key out of use at once: what runs in its name ends.</summary>
    /// <returns>False when no such key is in use.</returns>
    public async Task<bool> RevokeAsync(KeyId id, Actor actor, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var now = _time.GetUtcNow();
            var revoked = await _database.WriteAsync(
                connection =>
                {
                    var done = KeyRows.TryRevoke(connection, id, now);
                    _audit.Append(connection, actor, new AuditAct(
                        "key.revoke", $"{id}", done ? AuditOutcome.Done : AuditOutcome.Refused));
                    return done;
                },
                cancellationToken);
            if (revoked)
            {
                _keys.GetValueOrDefault(id)?.Revoke(now);
            }
            return revoked;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void ForeignChange()
    {
        _changing.Wait();
        try
        {
            Reload();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changing.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private void Reload()
    {
        var gone = _keys.Keys.ToHashSet();
        foreach (var (row, spent, lastUsed, revokedAt) in _database.Read(KeyRows.List))
        {
            gone.Remove(row.Id);
            var key = _keys.GetOrAdd(row.Id, row);
            if (ReferenceEquals(key, row))
            {
                key.Spending.SpentMicros = spent;
                key.LastUsedAt = lastUsed;
            }
            else
            {
                row.Dispose();
            }
            if (revokedAt is { } time && key.RevokedAt is null)
            {
                key.Revoke(time);
            }
        }
        foreach (var id in gone)
        {
            _keys[id].Revoke(_time.GetUtcNow());
            _keys.TryRemove(id, out _);
        }
    }

    private static string Describe(KeyTerms terms) =>
        $"'{terms.Name}' {string.Join('+', ScopeNames.Of(terms.Scopes))}"
        + (terms.Models is { } models ? $", models {string.Join(' ', models)}" : "")
        + (terms.SpendLimitMicros is { } limit ? $", at most {limit} micro-credits" : "");
}

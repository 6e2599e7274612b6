using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Integrations;

/// <summary>Names and passwords of integrations. The hub makes the passwords: 128 random bits, stored as PBKDF2 only.</summary>
public sealed partial class IntegrationAccounts(HubDatabase database, TimeProvider time) : IDisposable
{
    /// <summary>Most accounts.</summary>
    public const int AccountLimit = 64;

    internal const int PasswordChars = 128;

    internal static readonly StoreSchema Schema = new("integrations",
    [
        """
        CREATE TABLE integrations (
            name TEXT PRIMARY KEY,
            salt BLOB NOT NULL,
            iterations INTEGER NOT NULL,
            hash BLOB NOT NULL,
            created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
    ]);

    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int PasswordBytes = 16;

    // The password is random, so this only slows down whoever has stolen the file; a guess over the network is hopeless.
    private const int Iterations = 100_000;

    // One at a time: a storm of wrong passwords takes one core's share, not the hub.
    private readonly SemaphoreSlim _hashing = new(1);

    /// <summary>All accounts by name.</summary>
    public IReadOnlyList<IntegrationAccount> List() => database.Read(connection => connection.Query(
        "SELECT name, created_at FROM integrations ORDER BY name",
        reader => new IntegrationAccount(reader.GetString(0), reader.GetTime(1)!.Value)));

    /// <summary>Makes an account, or gives an existing one a new password.</summary>
    /// <param name="name">1 to 32 of a-z, 0-9, dot, hyphen and underscore.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The password, to be shown once; null when the name is not of this form or there are too many accounts.</returns>
    public async Task<string?> AddAsync(string name, CancellationToken cancellationToken)
    {
        if (!NameForm().IsMatch(name))
        {
            return null;
        }
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Hash(Encoding.UTF8.GetBytes(password), salt, Iterations);
        var added = await database.WriteAsync(connection => Save(connection, name, salt, hash), cancellationToken);
        return added ? password : null;
    }

    /// <summary>Removes an account.</summary>
    /// <returns>False when there is none of that name.</returns>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM integrations WHERE name = $name", ("$name", name)) > 0,
        cancellationToken);

    /// <summary>The account, when name and password are right; null otherwise, after the same work.</summary>
    public async Task<IntegrationAccount?> VerifyAsync(
        string? name, byte[]? password, CancellationToken cancellationToken)
    {
        var row = database.Read(connection => connection.Query(
            "SELECT salt, iterations, hash, created_at FROM integrations WHERE name = $name",
            reader => (
                Salt: reader.GetFieldValue<byte[]>(0),
                Iterations: reader.GetInt32(1),
                Hash: reader.GetFieldValue<byte[]>(2),
                Account: new IntegrationAccount(name!, reader.GetTime(3)!.Value)),
            ("$name", name ?? "")));
        var (salt, iterations, hash, account) = row.Count > 0
            ? row[0]
            : (new byte[SaltBytes], Iterations, new byte[HashBytes], null!);
        if (password is null or { Length: 0 or > PasswordChars })
        {
            return null;
        }
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            var given = await Task.Run(() => Hash(password, salt, iterations), cancellationToken);
            return CryptographicOperations.FixedTimeEquals(given, hash) ? account : null;
        }
        finally
        {
            _hashing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private bool Save(SqliteConnection connection, string name, byte[] salt, byte[] hash)
    {
        var known = connection.Scalar<long>("SELECT count(*) FROM integrations WHERE name = $name", ("$name", name));
        if (known == 0 && connection.Scalar<long>("SELECT count(*) FROM integrations") >= AccountLimit)
        {
            return false;
        }
        connection.Execute(
            """
            INSERT INTO integrations VALUES ($name, $salt, $iterations, $hash, $now)
            ON CONFLICT (name) DO UPDATE SET salt = $salt, iterations = $iterations, hash = $hash
            """,
            ("$name", name), ("$salt", salt), ("$iterations", Iterations), ("$hash", hash),
            ("$now", time.GetUtcNow()));
        return true;
    }

    private static byte[] Hash(byte[] password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);

    [GeneratedRegex("^[a-z0-9._-]{1,32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NameForm();
}

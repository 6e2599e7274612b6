using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>
/// PBKDF2 with HMAC-SHA-256 (RFC 8018) and 600,000 rounds, OWASP's figure. Argon2id would slow down an attacker with
/// graphics cards more, but the only one at hand is managed code, several times slower than an attacker's, and its
/// memory (64 MiB a login) is what a small box has least of; this one runs at OpenSSL's full speed.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    /// <summary>Rounds of new hashes.</summary>
    public const int Iterations = 600_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // What a hub without an administrator compares with: the same work, and no password has this hash.
    private static readonly PasswordHash s_nobody = new(new byte[SaltBytes], Iterations, new byte[HashBytes]);

    // One at a time: a storm of logins takes one core's share, not the hub.
    private readonly SemaphoreSlim _hashing = new(1);
    private int _waiting;

    /// <summary>What is wrong with a new password; null when nothing is.</summary>
    public static string? Fault(string password) => password switch
    {
        { Length: < AccountLimits.PasswordMinChars or > AccountLimits.PasswordMaxChars } =>
            $"The password must have {AccountLimits.PasswordMinChars} to {AccountLimits.PasswordMaxChars} characters.",
        _ when password.Distinct().Count() < AccountLimits.PasswordDifferentChars =>
            $"The password must have at least {AccountLimits.PasswordDifferentChars} different characters.",
        _ => null,
    };

    /// <summary>Hashes a new password.</summary>
    public async Task<PasswordHash> HashAsync(string password, CancellationToken cancellationToken)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(salt, Iterations, await ComputeAsync(password, salt, Iterations, cancellationToken));
    }

    /// <summary>Whether a password is the one of a hash; the same work for a right one, a wrong one and no hash at all.</summary>
    /// <returns>Null when too many wait already.</returns>
    public async Task<bool?> VerifyAsync(string password, PasswordHash? expected, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > AccountLimits.WaitingLogins)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }
        try
        {
            var known = expected ?? s_nobody;
            var given = await ComputeAsync(password, known.Salt, known.Iterations, cancellationToken);
            return CryptographicOperations.FixedTimeEquals(given, known.Hash) && expected is not null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private async Task<byte[]> ComputeAsync(
        string password, byte[] salt, int iterations, CancellationToken cancellationToken)
    {
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () => Rfc2898DeriveBytes.Pbkdf2(
                    Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, HashBytes),
                cancellationToken);
        }
        finally
        {
            _hashing.Release();
        }
    }
}

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>What is kept of a password.</summary>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Iterations">Of PBKDF2.</param>
/// <param name="Hash">32 bytes.</param>
internal sealed record PasswordHash(byte[] Salt, int Iterations, byte[] Hash);

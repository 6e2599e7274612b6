namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>Bounds of the administrator's account.</summary>
internal static class AccountLimits
{
    /// <summary>Shortest password, UTF-16 units. Length is all that is asked for: rules about characters make passwords worse (NIST SP 800-63B).</summary>
    public const int PasswordMinChars = 12;

    /// <summary>Longest password, UTF-16 units: bounds the work of hashing.</summary>
    public const int PasswordMaxChars = 256;

    /// <summary>Different characters that a password needs at least, so that it is no row of one.</summary>
    public const int PasswordDifferentChars = 5;

    /// <summary>Logins that may wait for the hash; more are told to come again.</summary>
    public const int WaitingLogins = 8;

    /// <summary>Addresses whose failed logins are remembered; the oldest make room.</summary>
    public const int ThrottledAddresses = 4096;

    /// <summary>How long a set-up link is good.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);
}

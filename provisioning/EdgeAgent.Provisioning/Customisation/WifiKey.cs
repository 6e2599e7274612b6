using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>The key that WPA2 makes of a password (IEEE 802.11, PBKDF2-SHA1, 4,096 rounds, salted with the name). It stands on
/// the card instead of the password, which people use elsewhere too.</summary>
internal static class WifiKey
{
    private const int Rounds = 4096;
    private const int KeyBytes = 32;

    /// <returns>64 hexadecimal digits; null for an open network.</returns>
    public static string? Of(WifiSettings wifi) => wifi.Password is not { } password
        ? null
#pragma warning disable CA5379 // the standard says SHA-1
        : Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
            password, Encoding.UTF8.GetBytes(wifi.Ssid), Rounds, HashAlgorithmName.SHA1, KeyBytes));
#pragma warning restore CA5379
}

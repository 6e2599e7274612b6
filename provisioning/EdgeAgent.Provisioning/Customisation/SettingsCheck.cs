using System.Text;
using System.Text.RegularExpressions;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>Finds what a device would refuse or silently ignore, before a card is written.</summary>
internal static partial class SettingsCheck
{
    private const int MaxSsidBytes = 32;
    private const int MinPasswordChars = 8;
    private const int MaxPasswordChars = 63;
    private const int MaxKeyChars = 8192;

    /// <summary>One sentence for each fault; empty when all is well.</summary>
    public static IReadOnlyList<string> Faults(DeviceSettings settings)
    {
        var faults = new List<string>();
        Check(faults, settings.HostName, HostName(), "host name", "letters, digits and hyphens, at most 63");
        Check(faults, settings.User, UserName(), "user", "lower-case letters, digits, _ and -, a letter first, at most 32");
        Check(faults, settings.Locale, LocaleName(), "locale", "a form like de_DE.UTF-8");
        Check(faults, settings.TimeZone, TimeZoneName(), "time zone", "a form like Europe/Berlin");
        if (settings.SshKey is { } key && (key.Length > MaxKeyChars || !PublicKey().IsMatch(key)))
        {
            faults.Add("The SSH key is no public key: give the one line of a file like ~/.ssh/id_ed25519.pub.");
        }
        if (settings.User is null != settings.SshKey is null)
        {
            faults.Add("A user and an SSH key belong together: give both or none.");
        }
        if (settings.Wifi is { } wifi)
        {
            CheckWifi(faults, wifi);
        }
        return faults;
    }

    private static void CheckWifi(List<string> faults, WifiSettings wifi)
    {
        if (Encoding.UTF8.GetByteCount(wifi.Ssid) is 0 or > MaxSsidBytes || wifi.Ssid.Any(char.IsControl))
        {
            faults.Add($"The Wi-Fi name must have 1 to {MaxSsidBytes} bytes.");
        }
        Check(faults, wifi.Country, CountryCode(), "Wi-Fi country", "two capital letters, such as DE");
        if (wifi.Password is { } password
            && (password.Length is < MinPasswordChars or > MaxPasswordChars || password.Any(static c => c is < ' ' or > '~')))
        {
            faults.Add(
                $"The Wi-Fi password must have {MinPasswordChars} to {MaxPasswordChars} printable ASCII characters (WPA2).");
        }
    }

    private static void Check(List<string> faults, string? value, Regex form, string what, string expected)
    {
        if (value is not null && !form.IsMatch(value))
        {
            faults.Add($"'{value}' is no {what}: {expected}.");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[a-z_][a-z0-9_-]{0,31}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserName();

    [GeneratedRegex(@"\A[A-Za-z0-9_.@-]{1,40}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocaleName();

    [GeneratedRegex(@"\A[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeZoneName();

    [GeneratedRegex(@"\A[A-Z]{2}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"\A(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( [\x20-\x7E]*)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicKey();
}

using System.CommandLine;
using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Disks;

namespace EdgeAgent.Provisioning.Commands;

/// <summary>The options of <c>flash</c> and <c>image</c> that say what a device gets.</summary>
internal static class FlashOptions
{
    private const int MaxKeyBytes = 16 * 1024;

    public static readonly Option<string?> Payload = New<string?>("--payload", "DIR", "The agent for arm64; default: payload/linux-arm64 beside this program");
    public static readonly Option<string?> Hub = New<string?>("--hub", "HOST[:PORT]", "Where the hub is; without it the device looks for it in the local network");
    public static readonly Option<string?> HubAuthority = New<string?>("--hub-ca", "FILE", "The hub's authority certificate: the device then talks to no other hub");
    public static readonly Option<string?> HostName = New<string?>("--hostname", "NAME", "Name of the device in the network");
    public static readonly Option<string?> User = New<string?>("--user", "NAME", "Who may log in by SSH");
    public static readonly Option<string?> SshKey = New<string?>("--ssh-key", "FILE", "That user's public key");
    public static readonly Option<string?> Wifi = New<string?>("--wifi", "SSID", "A wireless network");
    public static readonly Option<string?> WifiPassword = New<string?>("--wifi-password-file", "FILE", "Its password, the file's first line; '-': standard input; without it the network is open");
    public static readonly Option<bool> WifiHidden = New<bool>("--wifi-hidden", null, "The network does not announce its name");
    public static readonly Option<string?> WifiCountry = New<string?>("--wifi-country", "CC", "Where the device is, two letters: which channels are allowed");
    public static readonly Option<string?> Locale = New<string?>("--locale", "NAME", "For example de_DE.UTF-8");
    public static readonly Option<string?> TimeZone = New<string?>("--timezone", "NAME", "For example Europe/Berlin");
    public static readonly Option<bool> I2c = New<bool>("--i2c", null, "Switches the I2C bus on");
    public static readonly Option<bool> Spi = New<bool>("--spi", null, "Switches the SPI bus on");
    public static readonly Option<bool> OneWire = New<bool>("--1-wire", null, "Switches the 1-wire bus on");

    /// <summary>Adds all of them.</summary>
    public static void AddTo(Command command)
    {
        Option[] all =
        [
            Payload, Hub, HubAuthority, HostName, User, SshKey, Wifi, WifiPassword, WifiHidden, WifiCountry, Locale, TimeZone, I2c,
            Spi, OneWire,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the owner has asked for.</summary>
    /// <exception cref="CustomisationException">It cannot be; every fault is told.</exception>
    public static DeviceSettings Read(ParseResult result)
    {
        var ssid = result.GetValue(Wifi);
        if (ssid is not null && result.GetValue(WifiCountry) is null)
        {
            throw new CustomisationException("--wifi needs --wifi-country: without it the radio stays off.");
        }
        var settings = new DeviceSettings
        {
            HostName = result.GetValue(HostName),
            User = result.GetValue(User),
            SshKey = result.GetValue(SshKey) is { } key ? FirstLine(key) : null,
            Wifi = ssid is null ? null : new WifiSettings(
                ssid,
                result.GetValue(WifiPassword) is { } file ? FirstLine(file) : null,
                result.GetValue(WifiHidden),
                result.GetValue(WifiCountry)!),
            Locale = result.GetValue(Locale),
            TimeZone = result.GetValue(TimeZone),
            HasI2c = result.GetValue(I2c),
            HasSpi = result.GetValue(Spi),
            HasOneWire = result.GetValue(OneWire),
        };
        var faults = SettingsCheck.Faults(settings);
        return faults.Count == 0 ? settings : throw new CustomisationException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The folder with the agent.</summary>
    public static string PayloadFolder(ParseResult result) =>
        result.GetValue(Payload) ?? Path.Combine(AppContext.BaseDirectory, "payload", "linux-arm64");

    /// <summary>The hub's authority, DER; null where none was named.</summary>
    public static byte[]? Authority(ParseResult result)
    {
        if (result.GetValue(HubAuthority) is not { } path)
        {
            return null;
        }
        try
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(path);
            return certificate.RawData;
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new DiskFormatException($"{path} is no certificate: {e.Message}");
        }
    }

    private static string FirstLine(string path)
    {
        using var reader = path == "-" ? Console.In : new StreamReader(path);
        var buffer = new char[MaxKeyBytes];
        var text = new string(buffer, 0, reader.ReadBlock(buffer, 0, buffer.Length));
        return text.Split('\n')[0].TrimEnd('\r');
    }

    private static Option<T> New<T>(string name, string? helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };
}

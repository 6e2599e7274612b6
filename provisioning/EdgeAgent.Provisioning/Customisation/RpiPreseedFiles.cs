using System.Text;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>The file of rpi-preseed, version 1.1.</summary>
internal static class RpiPreseedFiles
{
    private const string InstallSeconds = "300";

    public static IReadOnlyList<BootFile> Make(DeviceSettings settings)
    {
        var text = new StringBuilder("config_version = \"1.1\"\n");
        if (settings.HostName is { } name)
        {
            text.Append($"\n[system]\nhostname = {Quoted.Toml(name)}\n");
        }
        if (settings is { User: { } user, SshKey: { } key })
        {
            text.Append($"\n[user]\nname = {Quoted.Toml(user)}\npasswordless_sudo = true\n");
            text.Append($"\n[ssh]\nenabled = true\npassword_authentication = false\nauthorized_keys = [{Quoted.Toml(key)}]\n");
        }
        if (settings.Wifi is { } wifi)
        {
            text.Append($"\n[wlan]\nssid = {Quoted.Toml(wifi.Ssid)}\n");
            if (WifiKey.Of(wifi) is { } psk)
            {
                text.Append($"password = {Quoted.Toml(psk)}\npassword_encrypted = true\n");
            }
            text.Append($"hidden = {(wifi.IsHidden ? "true" : "false")}\ncountry = {Quoted.Toml(wifi.Country)}\n");
        }
        if (settings.TimeZone is not null || settings.Locale is not null)
        {
            text.Append("\n[locale]\n");
        }
        if (settings.TimeZone is { } zone)
        {
            text.Append($"timezone = {Quoted.Toml(zone)}\n");
        }
        if (settings.Locale is { } locale)
        {
            text.Append($"locales = [{Quoted.Toml(locale)}]\nlang = {Quoted.Toml(locale)}\n");
        }
        // Early commands have five seconds unless they ask for more.
        text.Append($"\n[runcmd]\nearly_cmd_timeout = {InstallSeconds}\nearly = [{Quoted.Toml(BootScript.Run)}]\n");
        return [new("rpi-preseed.toml", text.ToString())];
    }
}

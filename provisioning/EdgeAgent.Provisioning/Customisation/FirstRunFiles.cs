using System.Text;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>The script that systemd runs once on Raspberry Pi OS Bookworm and the first Trixie.</summary>
internal static class FirstRunFiles
{
    /// <summary>What the kernel's command line says for it.</summary>
    public const string CommandLine =
        "systemd.run=/boot/firstrun.sh systemd.run_success_action=reboot systemd.unit=kernel-command-line.target";

    private const string Helper = "/usr/lib/raspberrypi-sys-mods/imager_custom";

    public static IReadOnlyList<BootFile> Make(DeviceSettings settings)
    {
        // No -e: a setting that fails must not keep the agent from being installed.
        var text = new StringBuilder("#!/bin/sh\nset +e\n");
        if (settings.HostName is { } name)
        {
            text.Append($"{Helper} set_hostname {Quoted.Shell(name)}\n");
        }
        if (settings is { User: { } user, SshKey: { } key })
        {
            // A password that fits nothing: this user comes in by key.
            text.Append($"/usr/lib/userconf-pi/userconf {Quoted.Shell(user)} '*'\n");
            text.Append($"printf '%s ALL=(ALL) NOPASSWD:ALL\\n' {Quoted.Shell(user)} > /etc/sudoers.d/010_edgeagent-owner\n");
            text.Append("chmod 0440 /etc/sudoers.d/010_edgeagent-owner\n");
            text.Append($"{Helper} enable_ssh -k {Quoted.Shell(key)}\n");
        }
        if (settings.Wifi is { } wifi)
        {
            text.Append($"{Helper} set_wlan {(wifi.IsHidden ? "-h " : "")}-p {Quoted.Shell(wifi.Ssid)} ");
            text.Append($"{Quoted.Shell(WifiKey.Of(wifi) ?? "")} {Quoted.Shell(wifi.Country)}\n");
        }
        if (settings.TimeZone is { } zone)
        {
            text.Append($"{Helper} set_timezone {Quoted.Shell(zone)}\n");
        }
        if (settings.Locale is { } locale)
        {
            text.Append($"raspi-config nonint do_change_locale {Quoted.Shell(locale)}\n");
        }
        text.Append($"( {BootScript.Run} )\n");
        // The image's initramfs cuts the script off at a line of exactly this form and puts its own end there.
        text.Append("rm -f /boot/firstrun.sh\n");
        text.Append("sed -i 's| systemd\\.[^ ]*||g' /boot/cmdline.txt\nexit 0\n");
        return [new("firstrun.sh", text.ToString())];
    }
}

using System.Text;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>The three files of cloud-init's NoCloud source.</summary>
internal static class CloudInitFiles
{
    /// <param name="settings">What the owner wants.</param>
    /// <param name="instance">Names this flashing: cloud-init does its work once for each name.</param>
    public static IReadOnlyList<BootFile> Make(DeviceSettings settings, string instance) =>
    [
        new("meta-data", $"instance-id: {instance}\n"),
        new("user-data", UserData(settings)),
        new("network-config", NetworkConfig(settings.Wifi)),
    ];

    private static string UserData(DeviceSettings settings)
    {
        var text = new StringBuilder("#cloud-config\n");
        if (settings.HostName is { } name)
        {
            text.Append($"hostname: {Quoted.Yaml(name)}\nmanage_etc_hosts: true\n");
        }
        if (settings.TimeZone is { } zone)
        {
            text.Append($"timezone: {Quoted.Yaml(zone)}\n");
        }
        if (settings.Locale is { } locale)
        {
            text.Append($"locale: {Quoted.Yaml(locale)}\n");
        }
        if (settings is { User: { } user, SshKey: { } key })
        {
            // 'user', not 'users': it renames the image's own first user, who is in the groups of its buses.
            text.Append($"user:\n  name: {Quoted.Yaml(user)}\n  shell: /bin/bash\n  lock_passwd: true\n");
            text.Append($"  sudo: \"ALL=(ALL) NOPASSWD:ALL\"\n  ssh_authorized_keys:\n    - {Quoted.Yaml(key)}\n");
            text.Append("ssh_pwauth: false\n");
        }
        // bootcmd and not runcmd: it runs at every boot, so that power lost during the first one costs nothing. The installer
        // does nothing once it is done.
        text.Append($"bootcmd:\n  - [sh, -c, {Quoted.Yaml(BootScript.Run)}]\n");
        if (settings.SshKey is not null)
        {
            text.Append("runcmd:\n  - [systemctl, enable, --now, ssh]\n");
        }
        return text.ToString();
    }

    private static string NetworkConfig(WifiSettings? wifi)
    {
        // Both are optional: without a cable, or before the radio is there, the boot does not wait for them.
        var text = new StringBuilder("network:\n  version: 2\n  ethernets:\n    eth0:\n      dhcp4: true\n      optional: true\n");
        if (wifi is null)
        {
            return text.ToString();
        }
        text.Append("  wifis:\n    wlan0:\n      dhcp4: true\n      optional: true\n");
        text.Append($"      regulatory-domain: {Quoted.Yaml(wifi.Country)}\n");
        text.Append($"      access-points:\n        {Quoted.Yaml(wifi.Ssid)}:{(wifi is { IsHidden: false, Password: null } ? " {}" : "")}\n");
        if (wifi.IsHidden)
        {
            text.Append("          hidden: true\n");
        }
        if (WifiKey.Of(wifi) is { } key)
        {
            text.Append($"          password: {Quoted.Yaml(key)}\n");
        }
        return text.ToString();
    }
}

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>How each format starts the installer: the boot partition is mounted at one of two places.</summary>
internal static class BootScript
{
    /// <summary>Folder on the boot partition that holds all that is ours.</summary>
    public const string Folder = "edgeagent";

    /// <summary>The installer's name in <see cref="Folder"/>.</summary>
    public const string Installer = "install.sh";

    /// <summary>A line for a POSIX shell.</summary>
    public const string Run =
        $"for d in /boot/firmware /boot; do [ -f $d/{Folder}/{Installer} ] && exec sh $d/{Folder}/{Installer}; done; exit 0";
}

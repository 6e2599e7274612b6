using System.Text;
using EdgeAgent.Provisioning.Disks.Fat;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>Tells by a boot partition's files what its system understands. What is not clear is refused: a card that is customised
/// in the wrong way boots, and nothing happens.</summary>
internal static class FormatDetector
{
    private const int MaxFileBytes = 256 * 1024;

    /// <returns>Null: none of the formats.</returns>
    /// <exception cref="CustomisationException">The files of more than one format are there.</exception>
    public static CustomisationFormat? Detect(FatVolume volume)
    {
        var found = new List<CustomisationFormat>();
        if (IsCloudInit(volume))
        {
            found.Add(CustomisationFormat.CloudInit);
        }
        if (volume.Exists("rpi-preseed.toml"))
        {
            found.Add(CustomisationFormat.RpiPreseed);
        }
        // The command line of these images stays the same in later ones, which bring one of the files above and prefer it.
        if (found.Count == 0 && IsFirstRun(volume))
        {
            found.Add(CustomisationFormat.FirstRun);
        }
        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => throw new CustomisationException(
                $"This image has the files of {string.Join(" and of ", found)}; which one counts cannot be told. Take another image."),
        };
    }

    private static bool IsCloudInit(FatVolume volume) =>
        volume.Exists("meta-data") && volume.Exists("user-data")
        && Text(volume, "user-data").StartsWith("#cloud-config", StringComparison.Ordinal);

    /// <summary>Raspberry Pi OS Bookworm: its first boot runs raspberrypi-sys-mods, which knows firstrun.sh.</summary>
    private static bool IsFirstRun(FatVolume volume) =>
        volume.Exists("config.txt") && volume.Exists("cmdline.txt")
        && Text(volume, "cmdline.txt").Contains("init=/usr/lib/raspberrypi-sys-mods/firstboot", StringComparison.Ordinal);

    private static string Text(FatVolume volume, string path) => Encoding.UTF8.GetString(volume.ReadAll(path, MaxFileBytes));
}

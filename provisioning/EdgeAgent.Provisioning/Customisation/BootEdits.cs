using System.Text;
using EdgeAgent.Provisioning.Disks.Fat;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>Changes in files that the image brings itself.</summary>
internal static class BootEdits
{
    private const string CommandLinePath = "cmdline.txt";
    private const string ConfigPath = "config.txt";
    private const int MaxFileBytes = 64 * 1024;
    private const string Heading = "# EdgeAgent";

    /// <summary>Appends words to the kernel's command line, which is one line.</summary>
    /// <returns>The changed file; null where the image has none.</returns>
    public static BootFile? CommandLine(FatVolume volume, string words) => Read(volume, CommandLinePath) is { } text
        ? new BootFile(CommandLinePath, $"{text.Trim()} {words}\n")
        : null;

    /// <summary>Switches buses on in the firmware's settings.</summary>
    /// <exception cref="CustomisationException">The image has no such file.</exception>
    public static BootFile Buses(FatVolume volume, DeviceSettings settings)
    {
        var text = Read(volume, ConfigPath) ?? throw new CustomisationException(
            "This image has no config.txt, so it cannot switch I2C, SPI or 1-wire on. Leave these options out.");
        string[] lines =
        [
            .. settings.HasI2c ? ["dtparam=i2c_arm=on"] : Array.Empty<string>(),
            .. settings.HasSpi ? ["dtparam=spi=on"] : Array.Empty<string>(),
            .. settings.HasOneWire ? ["dtoverlay=w1-gpio"] : Array.Empty<string>(),
        ];
        // The section of the last line may be for another board: [all] begins one for every board.
        return new BootFile(ConfigPath, $"{text.TrimEnd()}\n\n[all]\n{Heading}\n{string.Join('\n', lines)}\n");
    }

    private static string? Read(FatVolume volume, string path) =>
        volume.Exists(path) ? Encoding.UTF8.GetString(volume.ReadAll(path, MaxFileBytes)) : null;
}

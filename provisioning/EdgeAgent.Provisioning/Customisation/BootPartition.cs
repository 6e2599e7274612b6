using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Disks.Fat;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>The FAT partition of an image through which its first boot is told what to do.</summary>
/// <param name="Volume">The file system.</param>
/// <param name="Format">What the image understands.</param>
internal sealed record BootPartition(FatVolume Volume, CustomisationFormat Format)
{
    /// <summary>Finds the one partition that can be customised.</summary>
    /// <exception cref="DiskFormatException">The image or its boot partition is damaged.</exception>
    /// <exception cref="CustomisationException">The image understands none of the formats, or it is not clear which.</exception>
    public static BootPartition Find(IDisk disk, TimeProvider time)
    {
        var found = new List<BootPartition>();
        var volumes = 0;
        foreach (var partition in PartitionTable.Read(disk))
        {
            var slice = new DiskSlice(disk, partition);
            if (!FatGeometry.Looks(slice))
            {
                continue;
            }
            volumes++;
            var volume = FatVolume.Open(slice, time);
            if (FormatDetector.Detect(volume) is { } format)
            {
                found.Add(new BootPartition(volume, format));
            }
        }
        return found.Count == 1 ? found[0] : throw new CustomisationException(found.Count == 0
            ? $"This image cannot be customised: none of its {volumes} FAT partitions has the files of cloud-init (user-data, "
                + "meta-data), of firstrun.sh (a cmdline.txt of Raspberry Pi OS) or of rpi-preseed (rpi-preseed.toml). For such a "
                + "system install it first, then run: edgeprov attach USER@HOST"
            : $"This image has {found.Count} partitions that can be customised; which one counts cannot be told. Take another image.");
    }
}

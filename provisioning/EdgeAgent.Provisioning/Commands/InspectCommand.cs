using System.CommandLine;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Disks.Fat;

namespace EdgeAgent.Provisioning.Commands;

/// <summary><c>edgeprov inspect</c>: what is in an image, without changing it.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> s_image = new("IMAGE") { Description = "An unpacked image (.img)" };

    public static Command Build()
    {
        var command = new Command("inspect", "Shows the partitions of an image and whether its FAT volumes are well") { s_image };
        command.SetAction(result => Run(result.GetValue(s_image)!, Console.Out));
        return command;
    }

    private static int Run(string image, TextWriter output)
    {
        using var disk = DiskFile.Open(image, writable: false);
        foreach (var partition in PartitionTable.Read(disk))
        {
            output.WriteLine($"{partition.Number}: {partition.LengthBytes} bytes from {partition.StartByte}, {Describe(disk, partition)}");
        }
        return ExitCodes.Done;
    }

    private static string Describe(IDisk disk, Partition partition)
    {
        var slice = new DiskSlice(disk, partition);
        if (!FatGeometry.Looks(slice))
        {
            return "no FAT";
        }
        var volume = FatVolume.Open(slice, TimeProvider.System);
        return $"{volume.Kind} '{volume.Label}', {volume.FreeBytes} bytes free";
    }
}

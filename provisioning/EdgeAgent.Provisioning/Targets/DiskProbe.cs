using System.Globalization;

namespace EdgeAgent.Provisioning.Targets;

/// <summary>Looks at a block device through sysfs before anything is written to it.</summary>
internal sealed class DiskProbe(HostPaths host)
{
    /// <summary>The unit of <c>size</c> in sysfs, whatever the device's own sectors are.</summary>
    private const long SysfsSectorBytes = 512;

    private static readonly string[] s_modelFiles = ["device/vendor", "device/model", "device/name"];

    private string Blocks => Path.Combine(host.Sys, "block");

    /// <summary>All disks that may be erased.</summary>
    public IReadOnlyList<RemovableDisk> List() => !Directory.Exists(Blocks)
        ? []
        : [.. Directory.EnumerateDirectories(Blocks)
            .Select(folder => Inspect(Path.Combine(host.Dev, Path.GetFileName(folder))))
            .OfType<TargetOutcome.Usable>()
            .Select(static usable => usable.Disk)
            .OrderBy(static disk => disk.Path, StringComparer.Ordinal)];

    /// <summary>Whether <paramref name="path"/> is a removable disk that nobody uses.</summary>
    public TargetOutcome Inspect(string path)
    {
        // Names such as /dev/disk/by-id/... are links.
        var device = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var name = Path.GetFileName(device);
        var folder = Path.Combine(Blocks, name);
        if (!Directory.Exists(folder))
        {
            return Directory.Exists(Path.Combine(host.Sys, "class", "block", name))
                ? Refuse($"{path} is a partition: name the whole disk.")
                : Refuse($"{path} is no disk of this machine. Removable disks are: {Names()}.");
        }
        var sizeBytes = Number(folder, "size") * SysfsSectorBytes;
        var disk = new RemovableDisk(path, Model(folder, name), sizeBytes);
        if (Number(folder, "removable") != 1 && Text(folder, "device/type") != "SD")
        {
            return Refuse($"{disk} is not removable. Only cards and sticks are written.");
        }
        if (sizeBytes == 0)
        {
            return Refuse($"{path} is empty: put a card in.");
        }
        if (Number(folder, "ro") == 1)
        {
            return Refuse($"{disk} is write-protected: move the slider at its side.");
        }
        return UseOf(folder, name) is { } use ? Refuse($"{disk} is in use: {use}") : new TargetOutcome.Usable(disk);
    }

    private static TargetOutcome.Refused Refuse(string reason) => new(reason);

    private string Names() => List() is { Count: > 0 } disks ? string.Join("; ", disks) : "none (is a card in the reader?)";

    private static string Model(string folder, string name)
    {
        var words = s_modelFiles
            .Select(file => Text(folder, file))
            .Where(static text => text.Length > 0);
        return string.Join(' ', words) is { Length: > 0 } model ? model : name;
    }

    /// <summary>Who uses the disk or a part of it; null: nobody.</summary>
    private string? UseOf(string folder, string name)
    {
        var parts = Directory.EnumerateDirectories(folder)
            .Where(static part => File.Exists(Path.Combine(part, "partition")))
            .Append(folder)
            .ToList();
        foreach (var part in parts)
        {
            var number = Text(part, "dev");
            if (MountPoint(number) is { } mount)
            {
                return $"it is mounted at {mount}. Run: umount {mount}";
            }
            var holders = Path.Combine(part, "holders");
            if (Directory.Exists(holders) && Directory.EnumerateFileSystemEntries(holders).FirstOrDefault() is { } holder)
            {
                return $"it is a part of {Path.GetFileName(holder)}.";
            }
            var device = Path.Combine(host.Dev, Path.GetFileName(part));
            if (Lines("swaps").Any(line => line.Split(' ', '\t')[0] == device))
            {
                return $"this machine swaps to it. Run: swapoff {device}";
            }
        }
        return null;
    }

    private string? MountPoint(string number)
    {
        // proc(5), mountinfo: ID, parent, major:minor, root, mount point.
        var line = Lines("self/mountinfo").Select(static line => line.Split(' '))
            .FirstOrDefault(fields => fields.Length > 4 && fields[2] == number);
        return line?[4].Replace("\\040", " ", StringComparison.Ordinal);
    }

    private string[] Lines(string file)
    {
        var path = Path.Combine(host.Proc, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    private static string Text(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    private static long Number(string folder, string file) =>
        long.TryParse(Text(folder, file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

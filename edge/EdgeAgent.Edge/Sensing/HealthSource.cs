using System.Globalization;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Reporting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Sensing;

/// <summary>How the device itself fares: load, memory, disk, wear, power supply, outbox.</summary>
internal sealed class HealthSource : ISenseSource
{
    private const int SectorBytes = 512;
    private const int UnderVoltageBit = 0x1;
    private const int SlowedBits = 0x2 | 0x4 | 0x8; // capped, throttled, soft temperature limit
    private const double HoursPerDay = 24;

    private readonly SysFiles _files;
    private readonly Board _board;
    private readonly TimeProvider _time;
    private readonly string _data;
    private readonly Sense[] _senses;
    private readonly long _start;
    private readonly double? _sectorsAtStart;

    public HealthSource(
        SysFiles files, IOptions<SensingOptions> options, DataDirectory data, OutboxHealth outbox, TimeProvider time)
    {
        _files = files;
        _board = new Board(options.Value.Root); // of its own: the load is measured between two reads
        _time = time;
        _data = data.Root;
        _start = time.GetTimestamp();
        _sectorsAtStart = SectorsWritten();
        _senses =
        [
            Of("cpu", "Processor load", PointKind.Number, "%", () => Math.Round(100 * _board.CpuLoad(), 1)),
            Of("memory_free", "Free memory", PointKind.Data, "MB", () => Megabytes(_board.RamFreeBytes())),
            Of("disk_free", "Free disk", PointKind.Data, "MB", DiskFree),
            Of("disk_wear", "Written to disk a day", PointKind.Data, "MB", WrittenADay),
            Of("agent_memory", "Agent's memory", PointKind.Data, "MB", () => Megabytes(Environment.WorkingSet)),
            Of("outbox_hours", "Readings waiting", PointKind.Duration, "h", () => outbox.HoursBuffered),
            Of("outbox_hours_left", "Room for readings", PointKind.Duration, "h", () => outbox.HoursLeft),
            Of("under_voltage", "Under-voltage", PointKind.Problem, null, UnderVoltage),
            Of("throttled", "Slowed down", PointKind.Problem, null, () => Flag(SlowedBits)),
        ];
    }

    /// <summary>What this board does not tell is not listed.</summary>
    public IEnumerable<Sense> Scan() => _senses.Where(sense => sense.Info.Kind != PointKind.Problem || sense.Read() is not null);

    private static ComputedSense Of(string id, string name, PointKind kind, string? unit, Func<double?> read) =>
        new(new PointInfo(PointId.Parse(id), name, kind, Unit: unit, Diagnostic: true), read);

    private static double? Megabytes(long bytes) => bytes > 0 ? Math.Round(bytes / 1e6, 1) : null;

    private double? DiskFree()
    {
        try
        {
            return Megabytes(new DriveInfo(_data).AvailableFreeSpace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>All that this board's cards and disks have written since the agent's start, as of a day: what wears out a card.</summary>
    private double? WrittenADay()
    {
        var hours = _time.GetElapsedTime(_start).TotalHours;
        return SectorsWritten() is { } now && _sectorsAtStart is { } then && hours > 0.01
            ? Math.Round((now - then) * SectorBytes / 1e6 / hours * HoursPerDay, 1)
            : null;
    }

    /// <summary>Field 7 of <c>stat</c>: the kernel's <c>Documentation/block/stat.rst</c>.</summary>
    private double? SectorsWritten()
    {
        double? total = null;
        foreach (var disk in _files.Directories("sys/block"))
        {
            var name = Path.GetFileName(disk);
            if (name.StartsWith("mmcblk", StringComparison.Ordinal) || name.StartsWith("sd", StringComparison.Ordinal)
                || name.StartsWith("nvme", StringComparison.Ordinal) || name.StartsWith("vd", StringComparison.Ordinal))
            {
                var fields = SysFiles.Line(Path.Combine(disk, "stat"))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
                if (fields.Length > 6 && double.TryParse(fields[6], CultureInfo.InvariantCulture, out var sectors))
                {
                    total = (total ?? 0) + sectors;
                }
            }
        }
        return total;
    }

    /// <summary>The firmware's word on a Raspberry Pi, else the kernel's <c>rpi_volt</c> monitor.</summary>
    private double? UnderVoltage() => Flag(UnderVoltageBit) ?? _files.Directories("sys/class/hwmon")
        .Where(chip => SysFiles.Line(Path.Combine(chip, "name")) == "rpi_volt")
        .Select(chip => SysFiles.Number(Path.Combine(chip, "in0_lcrit_alarm")))
        .FirstOrDefault();

    private double? Flag(int bits) =>
        SysFiles.Line(_files.Path("sys/devices/platform/soc/soc:firmware/get_throttled")) is { } text
        && int.TryParse(text.Replace("0x", "", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var flags)
            ? (flags & bits) != 0 ? 1 : 0
            : null;
}

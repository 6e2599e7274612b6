using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Sensors with a driver in the kernel's Industrial I/O subsystem.</summary>
/// <remarks>Source: the kernel's <c>Documentation/ABI/testing/sysfs-bus-iio</c>: value = (raw + offset) × scale; temperatures in m°C, humidity in m%, pressure in kPa, voltage in mV, current in mA, power in mW.</remarks>
internal sealed class IioSource(SysFiles files) : ISenseSource
{
    private static readonly (string Prefix, PointKind Kind, string? Unit, double Factor)[] s_channels =
    [
        ("in_temp", PointKind.Temperature, "°C", 0.001),
        ("in_humidityrelative", PointKind.Humidity, "%", 0.001),
        ("in_pressure", PointKind.Pressure, "hPa", 10),
        ("in_illuminance", PointKind.Brightness, "lx", 1),
        ("in_voltage", PointKind.Voltage, "V", 0.001),
        ("in_current", PointKind.Current, "A", 0.001),
        ("in_power", PointKind.Power, "W", 0.001),
        ("in_concentration_co2", PointKind.Co2, "ppm", 10_000),
        ("in_massconcentration_pm", PointKind.Dust, "µg/m³", 1),
        ("in_accel", PointKind.Number, "m/s²", 1),
        ("in_anglvel", PointKind.Number, "rad/s", 1),
        ("in_magn", PointKind.Number, "G", 1),
        ("in_distance", PointKind.Number, "m", 1),
        ("in_proximity", PointKind.Number, null, 1),
    ];

    public IEnumerable<Sense> Scan()
    {
        foreach (var directory in files.Directories("sys/bus/iio/devices").Where(IsDevice))
        {
            var chip = SysFiles.Line(Path.Combine(directory, "name")) is { Length: > 0 } name ? name : "iio";
            var place = SysFiles.Place(directory);
            foreach (var file in SysFiles.Files(directory))
            {
                if (Channel(directory, file) is { } channel)
                {
                    var id = SenseNames.Id(chip, place, channel.Name);
                    var info = new PointInfo(
                        id, SenseNames.Name(chip, channel.Name.Replace('_', ' ')), channel.Kind, Unit: channel.Unit);
                    yield return new FileSense(info, Path.Combine(directory, file), channel.Scale, channel.Offset);
                }
            }
        }
    }

    private static bool IsDevice(string directory) =>
        Path.GetFileName(directory.AsSpan()).StartsWith("iio:device", StringComparison.Ordinal);

    /// <summary>A channel's value stands in <c>…_input</c>, ready made, or in <c>…_raw</c>.</summary>
    private static IioChannel? Channel(string directory, string file)
    {
        var ready = file.EndsWith("_input", StringComparison.Ordinal);
        if (!ready && !file.EndsWith("_raw", StringComparison.Ordinal))
        {
            return null;
        }
        var channel = file[..file.LastIndexOf('_')];
        foreach (var (prefix, kind, unit, factor) in s_channels)
        {
            if (channel.StartsWith(prefix, StringComparison.Ordinal))
            {
                var scale = ready ? 1 : Shared(directory, channel, prefix, "_scale") ?? 1;
                var offset = ready ? 0 : Shared(directory, channel, prefix, "_offset") ?? 0;
                return new IioChannel(channel["in_".Length..], kind, unit, scale * factor, offset);
            }
        }
        return null;
    }

    /// <summary>An attribute of one channel, or the one that all channels of the sort share.</summary>
    private static double? Shared(string directory, string channel, string prefix, string attribute) =>
        SysFiles.Number(Path.Combine(directory, channel + attribute))
        ?? SysFiles.Number(Path.Combine(directory, prefix + attribute));
}

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Sensors with a driver in the kernel's hardware monitor, and thermal zones.</summary>
/// <remarks>Sources: the kernel's <c>Documentation/hwmon/sysfs-interface.rst</c> (m°C, mV, mA, µW, m%RH, rpm) and <c>Documentation/driver-api/thermal/sysfs-api.rst</c> (m°C).</remarks>
internal sealed class HwmonSource(SysFiles files) : ISenseSource
{
    private static readonly (string Prefix, PointKind Kind, string Unit, double Factor)[] s_inputs =
    [
        ("temp", PointKind.Temperature, "°C", 1e-3),
        ("in", PointKind.Voltage, "V", 1e-3),
        ("curr", PointKind.Current, "A", 1e-3),
        ("power", PointKind.Power, "W", 1e-6),
        ("humidity", PointKind.Humidity, "%", 1e-3),
        ("fan", PointKind.Rotation, "rpm", 1),
    ];

    public IEnumerable<Sense> Scan()
    {
        foreach (var directory in files.Directories("sys/class/hwmon"))
        {
            var chip = SysFiles.Line(Path.Combine(directory, "name")) is { Length: > 0 } name ? name : "hwmon";
            var place = SysFiles.Place(directory);
            if (place.StartsWith("thermal_zone", StringComparison.Ordinal))
            {
                continue; // the zone itself is read below
            }
            foreach (var file in SysFiles.Files(directory))
            {
                if (Input(directory, file, chip, place) is { } sense)
                {
                    yield return sense;
                }
            }
        }
        foreach (var directory in files.Directories("sys/class/thermal"))
        {
            if (Path.GetFileName(directory).StartsWith("thermal_zone", StringComparison.Ordinal)
                && SysFiles.Line(Path.Combine(directory, "type")) is { Length: > 0 } type)
            {
                yield return new FileSense(
                    new PointInfo(
                        SenseNames.Id(type, "", "temp"), SenseNames.Name(type, "temperature"), PointKind.Temperature,
                        Unit: "°C", Diagnostic: true),
                    Path.Combine(directory, "temp"), 1e-3);
            }
        }
    }

    private static FileSense? Input(string directory, string file, string chip, string place)
    {
        if (!file.EndsWith("_input", StringComparison.Ordinal))
        {
            return null;
        }
        var channel = file[..^"_input".Length];
        foreach (var (prefix, kind, unit, factor) in s_inputs)
        {
            if (channel.StartsWith(prefix, StringComparison.Ordinal)
                && !channel.AsSpan(prefix.Length).ContainsAnyExceptInRange('0', '9'))
            {
                var label = SysFiles.Line(Path.Combine(directory, channel + "_label")) ?? channel;
                var info = new PointInfo(
                    SenseNames.Id(chip, place, channel), SenseNames.Name(chip, label), kind, Unit: unit,
                    Diagnostic: !IsOnI2c(place));
                return new FileSense(info, Path.Combine(directory, file), factor);
            }
        }
        return null;
    }

    /// <summary>A chip that somebody has wired up measures the home; the board's own monitors measure the board.</summary>
    private static bool IsOnI2c(string place) => place.IndexOf('-') is > 0 and var at
        && !place.AsSpan(0, at).ContainsAnyExceptInRange('0', '9') && place.Length == at + 5;
}

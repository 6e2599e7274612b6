using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Diagnostics;

namespace EdgeAgent.Edge.Wiring;

/// <summary>What the owner has wired up: <c>points.json</c> in the data directory.</summary>
/// <param name="Wires">Points.</param>
/// <param name="Commands">Programs that may be run.</param>
internal sealed record WiringPlan(IReadOnlyList<Wire> Wires, IReadOnlyList<CommandWire>? Commands = null)
{
    /// <summary>Largest file, bytes.</summary>
    public const int FileBytes = 256 * 1024;

    private const int Commands64 = 64;
    private const int HourMs = 3_600_000;

    /// <summary>Nothing wired up.</summary>
    public static WiringPlan Empty { get; } = new([]);

    /// <summary>Reads the file; every fault is listed.</summary>
    /// <param name="path">May be missing.</param>
    /// <param name="faults">Gets one line for each fault.</param>
    public static WiringPlan Load(string path, ICollection<string> faults)
    {
        if (!File.Exists(path))
        {
            return Empty;
        }
        try
        {
            if (new FileInfo(path).Length > FileBytes)
            {
                faults.Add($"{path} is larger than {FileBytes} bytes.");
                return Empty;
            }
            var plan = JsonSerializer.Deserialize(File.ReadAllBytes(path), EdgeFileJson.Default.WiringPlan) ?? Empty;
            var guarded = plan with { Wires = [.. plan.Wires.Select(Dress)] };
            guarded.Check(path, faults);
            return guarded;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path} cannot be read: {e.Message}");
            return Empty;
        }
    }

    /// <summary>What can do harm is guarded, whether the file says so or not; what is not real is called so.</summary>
    private static Wire Dress(Wire wire) => wire with
    {
        Point = wire.Point with
        {
            Guarded = wire.Point.Guarded || wire.Point is { Writable: true, Kind: PointKind.Lock or PointKind.Heater or PointKind.Valve or PointKind.Door },
            Simulated = wire.Simulated is not null,
        },
    };

    private void Check(string path, ICollection<string> faults)
    {
        try
        {
            new DevicePoints([.. Wires.Select(wire => wire.Point)], DevicePoints.MaxPeriodMs).Validate();
        }
        catch (WireFormatException e)
        {
            faults.Add($"{path}: {e.Message}");
        }
        var outputs = Wires.Where(wire => wire.Point.Writable).Select(wire => wire.Point.Id).ToHashSet();
        foreach (var wire in Wires)
        {
            foreach (var fault in Faults(wire, outputs))
            {
                faults.Add($"{path}: {wire.Point.Id}: {fault}");
            }
        }
        foreach (var command in Commands ?? [])
        {
            if (!Path.IsPathRooted(command.File) || command.TimeoutMs is < 100 or > HourMs || command.Name.Length is 0 or > Commands64)
            {
                faults.Add($"{path}: command '{WireText.Clip(command.Name, Commands64)}' needs a name, an absolute path and a timeoutMs of 100 to {HourMs}.");
            }
        }
    }

    private static IEnumerable<string> Faults(Wire wire, HashSet<PointId> outputs)
    {
        if (wire.Connections != 1)
        {
            yield return "exactly one of gpio, pwm, led, i2c and simulated is needed.";
        }
        if (wire.Point.Writable && wire.I2c is not null)
        {
            yield return "an i2c register can only be read.";
        }
        if (!wire.Point.Writable && (wire.Pwm is not null || wire.Led is not null))
        {
            yield return "pwm and led are outputs: writable is needed.";
        }
        if (wire is { HoldMs: not null, Point.Safe: null })
        {
            yield return "holdMs needs a safe state.";
        }
        if (wire.HoldMs is < 100 or > 24 * HourMs || wire.MinPauseMs is < 0 or > HourMs)
        {
            yield return $"holdMs is 100 to {24 * HourMs}, minPauseMs 0 to {HourMs}.";
        }
        if (wire.Gpio is { Pull: not (null or "up" or "down") } or { DebounceMs: < 0 or > 10_000 })
        {
            yield return "pull is up, down or left out; debounceMs is 0 to 10000.";
        }
        if (wire.I2c is { } chip && (chip.Bytes is < 1 or > 4 || chip.Address is < 3 or > 0x77 || chip.Register is < 0 or > 255
            || chip.ShiftRight is < 0 or > 31 || (chip.Start ?? []).Any(b => b is < 0 or > 255)))
        {
            yield return "i2c needs bytes 1 to 4, address 3 to 119, register 0 to 255, shiftRight 0 to 31, and bytes in start.";
        }
        if (wire.Pwm is { FrequencyHz: < 1 or > 1_000_000 } or { Channel: < 0 })
        {
            yield return "pwm needs frequencyHz 1 to 1000000 and a channel from 0.";
        }
        foreach (var other in (wire.Excludes ?? []).Where(other => !outputs.Contains(other)))
        {
            yield return $"excludes {other}, which is no output.";
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Capability;

/// <summary>What the kernel says about the board: name, load, memory, temperature.</summary>
/// <remarks>Sources: proc(5) for <c>/proc/stat</c> and <c>/proc/meminfo</c>; the kernel's <c>sysfs-thermal</c> for zones; device tree <c>model</c> for boards.</remarks>
internal sealed class Board(string root = "/")
{
    private const int MillidegreesPerDegree = 1000;

    private long _busy;
    private long _total;

    /// <summary>Board and processor in words, for example <c>Raspberry Pi 5 Model B Rev 1.0, 4 × Arm64</c>.</summary>
    public static string Describe() => new Board().Name();

    /// <summary>See <see cref="Describe"/>.</summary>
    public string Name()
    {
        var board = FirstText("sys/firmware/devicetree/base/model", "sys/class/dmi/id/product_name") ?? "Linux";
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{board}, {Environment.ProcessorCount} × {RuntimeInformation.ProcessArchitecture}");
        return name.Length <= WireLimits.TextChars ? name : name[..WireLimits.TextChars];
    }

    /// <summary>Share of processor time that was not idle since the last call, 0 to 1; 0 where the kernel does not say.</summary>
    public double CpuLoad()
    {
        var line = FirstLine("proc/stat");
        if (line is null || !line.StartsWith("cpu ", StringComparison.Ordinal))
        {
            return 0;
        }
        long total = 0;
        long idle = 0;
        var column = 0;
        foreach (var field in line.AsSpan(4).Split(' '))
        {
            var text = line.AsSpan(4)[field];
            if (text.IsEmpty || !long.TryParse(text, CultureInfo.InvariantCulture, out var ticks))
            {
                continue;
            }
            if (column is 3 or 4) // idle and iowait
            {
                idle += ticks;
            }
            if (column < 8) // guest times are already part of user time
            {
                total += ticks;
            }
            column++;
        }
        var load = total > _total ? (double)(total - idle - _busy) / (total - _total) : 0;
        (_busy, _total) = (total - idle, total);
        return Math.Clamp(load, 0, 1);
    }

    /// <summary>Memory that programs can still get, bytes; 0 where the kernel does not say.</summary>
    public long RamFreeBytes()
    {
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(root, "proc/meminfo")))
            {
                if (line.StartsWith("MemAvailable:", StringComparison.Ordinal))
                {
                    var text = line.AsSpan("MemAvailable:".Length).Trim();
                    var end = text.IndexOf(' ');
                    return long.TryParse(end < 0 ? text : text[..end], CultureInfo.InvariantCulture, out var kib) ? kib * 1024 : 0;
                }
            }
        }
        catch (IOException)
        {
            // Not Linux, or a sandbox without /proc.
        }
        return 0;
    }

    /// <summary>The first thermal zone, °C; null where there is none.</summary>
    public double? TempC()
    {
        var text = FirstLine("sys/class/thermal/thermal_zone0/temp");
        return long.TryParse(text, CultureInfo.InvariantCulture, out var milli) ? (double)milli / MillidegreesPerDegree : null;
    }

    private string? FirstText(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (FirstLine(path)?.Trim('\0', ' ') is { Length: > 0 } text)
            {
                return text;
            }
        }
        return null;
    }

    private string? FirstLine(string path)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(root, path));
            return reader.ReadLine();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace EdgeAgent.Benchmarks;

/// <summary>What the kernel says of a process.</summary>
/// <param name="RssBytes">Resident memory.</param>
/// <param name="PssBytes">Resident memory, shared pages divided by their sharers.</param>
internal sealed record ProcessMemory(long RssBytes, long PssBytes)
{
    private const int ClockTicksPerSecond = 100; // sysconf(_SC_CLK_TCK) on every Linux that .NET runs on

    public static ProcessMemory Of(int processId)
    {
        var rollup = File.ReadAllLines($"/proc/{processId}/smaps_rollup");
        return new ProcessMemory(KiB(rollup, "Rss:") * 1024, KiB(rollup, "Pss:") * 1024);
    }

    /// <summary>Processor time used so far.</summary>
    public static TimeSpan CpuOf(int processId)
    {
        var fields = File.ReadAllText($"/proc/{processId}/stat").Split(") ")[^1].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture)
            + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds((double)ticks / ClockTicksPerSecond);
    }

    private static long KiB(string[] rollup, string field)
    {
        var line = rollup.First(l => l.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}

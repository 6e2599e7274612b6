using System.Globalization;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>How many physical cores this process may use.</summary>
/// <remarks>Two hardware threads of one core share its arithmetic units: a second compute thread there only adds waiting.</remarks>
internal static class CpuTopology
{
    /// <summary>
    /// Weights that are worth a thread: computing with them takes about as long as the threads' meetings in one token.
    /// </summary>
    private const long WeightBytesPerThread = 4 << 20;

    /// <summary>Compute threads for a model, where its loader leaves the choice to the engine.</summary>
    public static int ThreadsFor(long weightBytes) =>
        (int)Math.Clamp(weightBytes / WeightBytesPerThread, 1, PhysicalCores());

    public static int PhysicalCores() => PhysicalCores("/sys/devices/system/cpu", Environment.ProcessorCount);

    /// <param name="cpuDirectory">The kernel's list of processors (Documentation/ABI/stable/sysfs-devices-system-cpu).</param>
    /// <param name="usable">Processors that affinity and quota leave to this process.</param>
    internal static int PhysicalCores(string cpuDirectory, int usable)
    {
        var cores = new HashSet<string>(StringComparer.Ordinal);
        for (var cpu = 0; Directory.Exists(Path.Combine(cpuDirectory, Invariant(cpu))); cpu++)
        {
            var siblings = Path.Combine(cpuDirectory, Invariant(cpu), "topology", "thread_siblings_list");
            if (File.Exists(siblings))
            {
                cores.Add(File.ReadAllText(siblings).Trim());
            }
        }
        return Math.Clamp(cores.Count == 0 ? usable : Math.Min(cores.Count, usable), 1, EngineLimits.MaxThreads);
    }

    private static string Invariant(int cpu) => string.Create(CultureInfo.InvariantCulture, $"cpu{cpu}");
}

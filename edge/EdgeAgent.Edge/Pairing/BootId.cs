namespace EdgeAgent.Edge.Pairing;

/// <summary>The kernel's random name for this boot (random(4)): a restart of the process gives no attempt back.</summary>
internal static class BootId
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    /// <exception cref="IOException">There is no such file: not Linux, or a sandbox without <c>/proc</c>.</exception>
    public static string Read() => File.ReadAllText(Path).Trim();
}

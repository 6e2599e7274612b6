namespace EdgeAgent.Provisioning.Targets;

/// <summary>Where the kernel of this machine shows itself.</summary>
/// <param name="Sys">Usually <c>/sys</c>.</param>
/// <param name="Proc">Usually <c>/proc</c>.</param>
/// <param name="Dev">Usually <c>/dev</c>.</param>
internal sealed record HostPaths(string Sys, string Proc, string Dev)
{
    /// <summary>This machine's.</summary>
    public static HostPaths Default { get; } = new("/sys", "/proc", "/dev");
}

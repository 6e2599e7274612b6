namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>How much the long tests do: a slice, or all with <c>EDGEAGENT_PAIRING_FULL=1</c>.</summary>
internal static class Extent
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("EDGEAGENT_PAIRING_FULL") == "1";
}

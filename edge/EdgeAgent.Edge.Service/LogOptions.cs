using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Service;

/// <summary>What the agent logs.</summary>
internal sealed class LogOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Log";

    /// <summary>Least level: Debug, Information, Warning, Error.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;
}

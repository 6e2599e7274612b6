using EdgeAgent.Edge.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Service;

/// <summary>What the agent logs.</summary>
internal sealed class LogOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Log";

    /// <summary>Least level: Debug, Information, Warning, Error.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>Reads the section.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="faults">Gets one line for each fault.</param>
    public static LogOptions Read(IConfiguration configuration, ICollection<string> faults)
    {
        var log = new LogOptions();
        OptionsFaults.Collect(
            Section,
            how => configuration.GetSection(Section).Bind(log, how),
            log,
            validator: null,
            faults);
        if (!Enum.IsDefined(log.Level)) // a number that is no level; the attribute for this would bring reflection along
        {
            faults.Add($"{Section}: Level {log.Level} is none of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        }
        return log;
    }
}

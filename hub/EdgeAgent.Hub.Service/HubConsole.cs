using Microsoft.Extensions.Logging.Console;

namespace EdgeAgent.Hub.Service;

/// <summary>Logs for a person: one line an event on the standard output.</summary>
internal static class HubConsole
{
    public static ILoggingBuilder AddHubConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        // What the web server says about single requests and connections is noise to the owner of a house.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failed start is told in one line; a failed service is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        // Its lines of each request name the path, in which a key may stand: never, whatever the settings say.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        return logging;
    }
}

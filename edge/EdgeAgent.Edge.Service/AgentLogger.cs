using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Service;

/// <summary>Writes one line for each event: time, level, feature, text; a cause follows in the same line, its stack only at debug level.</summary>
internal sealed class AgentLogger(string category, LogLevel least, TimeProvider time, TextWriter output) : ILogger
{
    private readonly string _feature = category[(category.LastIndexOf('.') + 1)..];

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }
        var line = new StringBuilder(128);
        line.Append(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Name(logLevel)} {_feature}[{eventId.Id}]: ");
        line.Append(formatter(state, exception));
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            line.Append("; cause: ").Append(cause.Message);
        }
        line.Replace('\n', ' ').Replace('\r', ' ');
        if (exception is not null && least <= LogLevel.Debug)
        {
            line.Append('\n').Append(exception);
        }
        line.Append('\n');
        lock (output)
        {
            output.Write(line.ToString());
            output.Flush();
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        _ => "error",
    };
}

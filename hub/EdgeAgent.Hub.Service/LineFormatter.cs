using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace EdgeAgent.Hub.Service;

/// <summary>Time, level where it matters, message; a cause by its message, our own bugs with their stack.</summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Trace or LogLevel.Debug => "debug: ",
            LogLevel.Warning => "warning: ",
            LogLevel.Error or LogLevel.Critical => "error: ",
            _ => "",
        };
        var message = logEntry.Formatter(logEntry.State, null).ReplaceLineEndings(" ");
        var clock = time.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        textWriter.Write($"{clock} {level}{message}");
        if (logEntry.Exception is { } cause)
        {
            textWriter.Write(logEntry.LogLevel >= LogLevel.Error ? $" {cause}" : $" {cause.Message.ReplaceLineEndings(" ")}");
        }
        textWriter.WriteLine();
    }
}

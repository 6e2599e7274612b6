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
        var message = OneLine(logEntry.Formatter(logEntry.State, null));
        var clock = time.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        textWriter.Write($"{clock} {level}{message}");
        if (logEntry.Exception is { } cause)
        {
            textWriter.Write(logEntry.LogLevel >= LogLevel.Error ? $" {cause}" : $" {OneLine(cause.Message)}");
        }
        textWriter.WriteLine();
    }

    /// <summary>Texts of strangers (topics, names) stand in messages: nothing of them may move the cursor or forge a line.</summary>
    private static string OneLine(string text) => text.Any(char.IsControl)
        ? string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        })
        : text;
}

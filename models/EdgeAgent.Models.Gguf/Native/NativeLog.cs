using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>
/// Takes what llama.cpp would print on stderr: errors are kept for the exception that follows, all goes to the log.
/// </summary>
/// <remarks>
/// One for the process, because the library has one callback. Its lines name tensors and sizes, never prompts.
/// </remarks>
internal static unsafe partial class NativeLog
{
    private const int MaxCollectedChars = 2000;
    private const int WarnLevel = 3;
    private const int ErrorLevel = 4;
    private const int ContinueLevel = 5;

    private static volatile ILogger? s_logger;

    [ThreadStatic]
    private static StringBuilder? s_collected;

    [ThreadStatic]
    private static int s_lastLevel;

    /// <summary>Redirects the library's log; must come before any other call of it.</summary>
    public static void Install() => LlamaApi.llama_log_set(&OnLine, 0);

    /// <summary>Where lines go from now on.</summary>
    public static void Use(ILogger logger) => s_logger = logger;

    /// <summary>Starts to keep this thread's errors.</summary>
    public static void StartCollecting() => s_collected = new StringBuilder();

    /// <summary>This thread's errors since <see cref="StartCollecting"/>, on one line.</summary>
    public static string Collected()
    {
        var text = s_collected?.ToString().ReplaceLineEndings(" ").Trim();
        s_collected = null;
        return string.IsNullOrEmpty(text) ? "llama.cpp gave no reason" : text;
    }

    // Invariant: text is a C string that lives for the call.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLine(int level, byte* text, nint userData)
    {
        s_lastLevel = level = level == ContinueLevel ? s_lastLevel : level;
        var logger = s_logger;
        var logLevel = level >= WarnLevel ? LogLevel.Debug : LogLevel.Trace;
        var collects = level == ErrorLevel && s_collected is { Length: < MaxCollectedChars };
        if (!collects && logger?.IsEnabled(logLevel) != true)
        {
            return;
        }
        try
        {
            var line = Marshal.PtrToStringUTF8((nint)text) ?? "";
            if (collects)
            {
                s_collected!.Append(line);
            }
            line = line.Trim();
            if (logger is not null && line.Length > 0)
            {
                LogNative(logger, logLevel, line);
            }
        }
#pragma warning disable CA1031 // A log sink may throw anything, and nothing may unwind into native frames.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(EventId = GgufEventIds.NativeLine, Message = "llama.cpp: {Line}")]
    private static partial void LogNative(ILogger logger, LogLevel level, string line);
}

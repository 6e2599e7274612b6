using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>Keeps what the hub logs, and tells a test when a line comes.</summary>
public sealed class RecordingLoggerProvider : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<TaskCompletionSource<string>, Func<string, bool>> _waiting = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>The first line, past or to come, that contains a text.</summary>
    public Task<string> WhenAsync(string text)
    {
        var waiting = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool Wanted(string line) => line.Contains(text, StringComparison.Ordinal);
        _waiting[waiting] = Wanted;
        if (_lines.FirstOrDefault(Wanted) is { } line)
        {
            waiting.TrySetResult(line);
        }
        return waiting.Task.InTimeAsync();
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        foreach (var (waiting, wanted) in _waiting)
        {
            if (wanted(line) && _waiting.TryRemove(waiting, out _))
            {
                waiting.TrySetResult(line);
            }
        }
    }

    private sealed class Recorder(RecordingLoggerProvider owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}

using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Service;

/// <summary>Logs to stderr, so that stdout carries only what was asked for. The console logger of the framework would cost memory and a thread.</summary>
internal sealed class AgentLoggerProvider(LogLevel least, TimeProvider time) : ILoggerProvider
{
    private readonly TextWriter _output = Console.Error;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new AgentLogger(categoryName, least, time, _output);

    /// <inheritdoc/>
    public void Dispose()
    {
        // stderr belongs to the process
    }
}

using System.Text.Json;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Inference;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Status;

/// <summary>Writes <c>status.json</c> when something has changed, at most every few seconds: flash memory wears out.</summary>
internal sealed partial class StatusReporter(
    DataDirectory data,
    AgentVersion version,
    JobDesk desk,
    ModelHost host,
    ClaimOutbox outbox,
    TimeProvider time,
    ILogger<StatusReporter> logger) : BackgroundService, ILinkObserver
{
    /// <summary>Pause between two looks.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly WakeSignal _wake = new();
    private volatile LinkView _link = new(null, time.GetUtcNow());
    private StatusReport? _written;

    /// <inheritdoc/>
    public void LinkUp(string host) => Show(host);

    /// <inheritdoc/>
    public void LinkDown() => Show(null);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            Write();
            await _wake.WaitAsync(Period, time, stoppingToken);
        }
    }

    private void Show(string? linkHost)
    {
        _link = new LinkView(linkHost, time.GetUtcNow());
        _wake.Set();
    }

    private void Write()
    {
        var link = _link;
        var report = new StatusReport(
            Environment.ProcessId,
            version.Text,
            _startedAt,
            link.Host is null ? "connecting" : "connected",
            link.Host,
            link.Since,
            desk.Count,
            host.Loaded.Count == 0 ? null : string.Join(", ", host.Loaded.Select(static one => one.Name)),
            outbox.Pending,
            _written?.WrittenAt ?? default);
        if (report == _written)
        {
            return;
        }
        _written = report with { WrittenAt = time.GetUtcNow() };
        var temporary = data.Status + ".tmp";
        try
        {
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(_written, EdgeFileJson.Default.StatusReport));
            File.Move(temporary, data.Status, overwrite: true); // no sync: it is of no use after a power cut
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(data.Status, e.Message);
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.StatusNotWritten, Level = LogLevel.Debug, Message = "{Path} not written: {Reason}")]
    private partial void LogNotWritten(string path, string reason);

    private sealed record LinkView(string? Host, DateTimeOffset Since);
}

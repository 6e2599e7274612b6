using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Models;

/// <summary>After each connect: asks the hub which models its devices should have, and fetches what is missing.</summary>
internal sealed partial class ModelSync(
    ModelStore store,
    ModelFetcher fetcher,
    HubCredentials credentials,
    HubTls tls,
    IOptions<ModelStoreOptions> options,
    TimeProvider time,
    ILogger<ModelSync> logger) : BackgroundService, ILinkObserver
{
    /// <summary>Tries of one model before the next connect.</summary>
    internal const int MaxTries = 6;

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    private readonly WakeSignal _wake = new();
    private volatile string? _host;

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        _host = host;
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown() => _host = null;

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
            await _wake.WaitAsync(Timeout.InfiniteTimeSpan, time, stoppingToken);
            _backoff.Reset();
            for (var tries = 0; tries < MaxTries && _host is { } host; tries++)
            {
                if (await TrySyncAsync(host, stoppingToken))
                {
                    break;
                }
                await Task.Delay(_backoff.Next(), time, stoppingToken);
            }
        }
    }

    private async Task<bool> TrySyncAsync(string host, CancellationToken cancellationToken)
    {
        using var door = new ModelDoor(host, credentials.Current.Home.Doors.DevicePort, tls);
        IReadOnlyList<OfferedModel> offered;
        try
        {
            offered = await door.ListAsync(cancellationToken);
        }
        catch (ModelFetchException e)
        {
            LogListFailed(e.Message);
            return false;
        }
        var missing = offered.Where(model => !store.Has(model.Digest)).ToList();
        foreach (var model in missing)
        {
            store.Expect(model.Digest);
        }
        var complete = true;
        foreach (var model in missing)
        {
            complete &= await TryFetchAsync(door, model, offered, cancellationToken);
        }
        return complete;
    }

    private async Task<bool> TryFetchAsync(
        ModelDoor door, OfferedModel model, IReadOnlyList<OfferedModel> offered, CancellationToken cancellationToken)
    {
        string? failure = "The agent stops.";
        try
        {
            if (!MakeRoom(model, offered))
            {
                failure = $"Model {model.Name} has {model.SizeBytes} bytes and does not fit this device's limit of {options.Value.QuotaBytes}.";
                LogTooLarge(model.Name, model.SizeBytes, options.Value.QuotaBytes);
                return true; // another try would find the same
            }
            LogFetching(model.Name, model.SizeBytes);
            var start = time.GetTimestamp();
            await fetcher.FetchAsync(door, model, cancellationToken);
            failure = null;
            var elapsed = time.GetElapsedTime(start);
            LogFetched(model.Name, elapsed.TotalMilliseconds);
            return true;
        }
        catch (Exception e) when (e is ModelFetchException or IOException or UnauthorizedAccessException)
        {
            failure = e.Message;
            LogFetchFailed(model.Name, e.Message);
            return e is ModelFetchException { IsFinal: true };
        }
        finally
        {
            store.Settle(model.Digest, failure);
        }
    }

    /// <summary>Deletes models that the hub no longer offers, as long as space is short.</summary>
    private bool MakeRoom(OfferedModel model, IReadOnlyList<OfferedModel> offered)
    {
        var begun = new FileInfo(store.PartOf(model.Digest));
        var needed = model.SizeBytes - (begun.Exists ? Math.Min(begun.Length, model.SizeBytes) : 0);
        foreach (var old in store.List())
        {
            if (store.SizeBytes() + needed <= options.Value.QuotaBytes)
            {
                break;
            }
            if (offered.All(wanted => wanted.Digest != old))
            {
                store.Remove(old);
                LogRemoved(old);
            }
        }
        return store.SizeBytes() + needed <= options.Value.QuotaBytes;
    }

    [LoggerMessage(EventId = EdgeEventIds.ModelListFailed, Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogListFailed(string reason);

    [LoggerMessage(EventId = EdgeEventIds.ModelFetching, Level = LogLevel.Information, Message = "Fetching model {Name}, {SizeBytes} bytes")]
    private partial void LogFetching(string name, long sizeBytes);

    [LoggerMessage(EventId = EdgeEventIds.ModelFetched, Level = LogLevel.Information, Message = "Model {Name} is here after {ElapsedMs:F0} ms")]
    private partial void LogFetched(string name, double elapsedMs);

    [LoggerMessage(EventId = EdgeEventIds.ModelFetchFailed, Level = LogLevel.Warning, Message = "Model {Name} not fetched: {Reason}")]
    private partial void LogFetchFailed(string name, string reason);

    [LoggerMessage(EventId = EdgeEventIds.ModelTooLarge, Level = LogLevel.Error,
        Message = "Model {Name} with {SizeBytes} bytes does not fit the limit of {QuotaBytes} (Models:QuotaBytes)")]
    private partial void LogTooLarge(string name, long sizeBytes, long quotaBytes);

    [LoggerMessage(EventId = EdgeEventIds.ModelRemoved, Level = LogLevel.Information, Message = "Model {Digest} removed to make room; the hub no longer offers it")]
    private partial void LogRemoved(ModelDigest digest);
}

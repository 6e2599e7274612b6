using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Models;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Inference;

/// <summary>
/// Holds models in memory, as many as the owner's budget allows. Jobs for one of them run together; a job for a model that
/// is not there may have to wait until the one that was used longest ago is idle and gone, and later jobs wait behind it.
/// </summary>
internal sealed partial class ModelHost(
    ILanguageRuntime runtime,
    ModelStore store,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<ModelHost> logger,
    IModelProber? prober = null) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiters = []; // bounded by the job queue
    private readonly CancellationTokenSource _lifetime = new();
    private readonly List<LoadedModel> _models = [];
    private readonly long _budgetBytes = options.Value.MemoryBytes > 0
        ? options.Value.MemoryBytes
        : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    private Task _serving = Task.CompletedTask;
    private bool _isServing;
    private long _uses;

    /// <summary>What is in memory, last used first.</summary>
    public IReadOnlyList<LanguageModelInfo> Loaded
    {
        get
        {
            lock (_gate)
            {
                return [.. _models.OrderByDescending(static one => one.LastUse).Select(static one => one.Model.Info)];
            }
        }
    }

    /// <summary>Waits for the model to be in memory, loading it when it is its turn.</summary>
    /// <exception cref="ModelFormatException">The file is not a model that this device can run.</exception>
    /// <exception cref="InferenceException">The model does not fit this device.</exception>
    /// <exception cref="IOException">The file is not there any more.</exception>
    public async Task<ModelLease> AcquireAsync(ModelDigest digest, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(digest);
        lock (_gate)
        {
            _waiters.Enqueue(waiter);
            if (!_isServing)
            {
                _isServing = true;
                _serving = ServeAsync();
            }
        }
        try
        {
            return await waiter.Granted.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!waiter.Granted.TrySetCanceled(CancellationToken.None))
        {
            // The lease came in the same moment; nobody will use it.
            if (waiter.Granted.Task.IsCompletedSuccessfully)
            {
                (await waiter.Granted.Task).Dispose();
            }
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        await _serving;
        foreach (var loaded in _models)
        {
            await loaded.Model.DisposeAsync();
        }
        _models.Clear();
        _lifetime.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Waiter waiter;
            lock (_gate)
            {
                if (!_waiters.TryDequeue(out waiter!))
                {
                    _isServing = false;
                    return;
                }
            }
            if (!waiter.Granted.Task.IsCompleted)
            {
                await ServeAsync(waiter);
            }
        }
    }

    private async Task ServeAsync(Waiter waiter)
    {
        LoadedModel loaded;
        try
        {
            // Not the job's token: a job that gives up must not make the next one begin the load anew.
            loaded = Find(waiter.Digest) ?? await MakeRoomAndLoadAsync(waiter.Digest, _lifetime.Token);
        }
#pragma warning disable CA1031 // the supervisor of loading: whatever went wrong is this job's end, and the next one is served
        catch (Exception e)
#pragma warning restore CA1031
        {
            waiter.Granted.TrySetException(e);
            return;
        }
        lock (_gate)
        {
            loaded.Enter(++_uses);
        }
#pragma warning disable CA2000 // the waiter owns it; one that has given up leaves it to be released here
        if (!waiter.Granted.TrySetResult(new ModelLease(loaded.Model, () => Release(loaded))))
#pragma warning restore CA2000
        {
            Release(loaded);
        }
    }

    private LoadedModel? Find(ModelDigest digest)
    {
        lock (_gate)
        {
            return _models.Find(one => one.Model.Info.Digest == digest);
        }
    }

    /// <summary>Loads a model into what the others leave of the budget, unloading them one by one until it fits.</summary>
    private async Task<LoadedModel> MakeRoomAndLoadAsync(ModelDigest digest, CancellationToken cancellationToken)
    {
        while (true)
        {
            LoadedModel? oldest;
            long left;
            lock (_gate)
            {
                oldest = _models.MinBy(static one => one.LastUse);
                left = _budgetBytes - _models.Sum(static one => one.Model.Info.MemoryBytes);
            }
            try
            {
                if (left > 0 || oldest is null)
                {
                    return await LoadAsync(digest, Math.Max(1, left), cancellationToken);
                }
            }
            catch (ModelTooLargeException) when (oldest is not null)
            {
                // Alone it may fit.
            }
            await UnloadAsync(oldest!, cancellationToken);
        }
    }

    private async Task UnloadAsync(LoadedModel loaded, CancellationToken cancellationToken)
    {
        Task idle;
        lock (_gate)
        {
            idle = loaded.WhenIdle();
        }
        await idle.WaitAsync(cancellationToken);
        lock (_gate)
        {
            _models.Remove(loaded);
        }
        await loaded.Model.DisposeAsync();
        LogUnloaded(loaded.Model.Info.Name);
    }

    private async Task<LoadedModel> LoadAsync(ModelDigest digest, long memoryBytes, CancellationToken cancellationToken)
    {
        var path = store.Find(digest) ?? throw new FileNotFoundException($"Model {digest} is not in the store.");
        LogLoading(digest);
        var start = time.GetTimestamp();
        var how = new LanguageModelOptions(path, options.Value.ContextTokens, options.Value.Threads)
        {
            Slots = options.Value.Slots,
            MemoryBytes = memoryBytes,
        };
        if (prober is not null)
        {
            await prober.CheckAsync(digest, how, cancellationToken);
        }
        // The digest is computed again, beside the load: a file that has rotted must not stand in a claim under its old name.
        var model = await runtime.LoadAsync(how, cancellationToken);
        if (model.Info.Digest != digest)
        {
            await model.DisposeAsync();
            store.Remove(digest);
            throw new InferenceException($"Model {digest} is damaged on this device; it is deleted and will be fetched again with the next connect.");
        }
        var loaded = new LoadedModel(model);
        lock (_gate)
        {
            _models.Add(loaded);
        }
        var elapsed = time.GetElapsedTime(start);
        LogLoaded(model.Info.Name, model.Info.ContextTokens, model.Info.Slots, elapsed.TotalMilliseconds);
        return loaded;
    }

    private void Release(LoadedModel loaded)
    {
        lock (_gate)
        {
            loaded.Leave(++_uses);
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.ModelLoading, Level = LogLevel.Information, Message = "Loading model {Digest}")]
    private partial void LogLoading(ModelDigest digest);

    [LoggerMessage(EventId = EdgeEventIds.ModelLoaded, Level = LogLevel.Information,
        Message = "Model {Name} loaded with {ContextTokens} tokens of context, {Slots} slots, in {ElapsedMs:F0} ms")]
    private partial void LogLoaded(string name, int contextTokens, int slots, double elapsedMs);

    [LoggerMessage(EventId = EdgeEventIds.ModelUnloaded, Level = LogLevel.Information, Message = "Model {Name} unloaded")]
    private partial void LogUnloaded(string name);

    private sealed record Waiter(ModelDigest Digest)
    {
        public TaskCompletionSource<ModelLease> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

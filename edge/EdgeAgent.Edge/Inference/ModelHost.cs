using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Models;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Inference;

/// <summary>Holds one model in memory. Jobs for it run together; a job for another one waits for them, and later jobs wait behind it.</summary>
internal sealed partial class ModelHost(
    ILanguageRuntime runtime,
    ModelStore store,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<ModelHost> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiters = []; // bounded by the job queue
    private readonly CancellationTokenSource _lifetime = new();
    private ILanguageModel? _model;
    private TaskCompletionSource? _idle;
    private Task _serving = Task.CompletedTask;
    private bool _isServing;
    private int _leases;

    /// <summary>What is in memory; null: nothing.</summary>
    public LanguageModelInfo? Loaded
    {
        get
        {
            lock (_gate)
            {
                return _model?.Info;
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
        if (_model is not null)
        {
            await _model.DisposeAsync();
            _model = null;
        }
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
        try
        {
            if (_model is null || _model.Info.Digest != waiter.Digest)
            {
                await UnloadAsync(_lifetime.Token);
                // Not the job's token: a job that gives up must not make the next one begin the load anew.
                await LoadAsync(waiter.Digest, _lifetime.Token);
            }
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
            _leases++;
        }
#pragma warning disable CA2000 // the waiter owns it; one that has given up leaves it to be released here
        if (!waiter.Granted.TrySetResult(new ModelLease(_model!, Release)))
#pragma warning restore CA2000
        {
            Release();
        }
    }

    private async Task UnloadAsync(CancellationToken cancellationToken)
    {
        if (_model is null)
        {
            return;
        }
        Task idle;
        lock (_gate)
        {
            idle = _leases == 0
                ? Task.CompletedTask
                : (_idle = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
        await idle.WaitAsync(cancellationToken);
        ILanguageModel model;
        lock (_gate)
        {
            model = _model;
            _model = null;
        }
        await model.DisposeAsync();
        LogUnloaded(model.Info.Name);
    }

    private async Task LoadAsync(ModelDigest digest, CancellationToken cancellationToken)
    {
        var path = store.Find(digest) ?? throw new FileNotFoundException($"Model {digest} is not in the store.");
        LogLoading(digest);
        var start = time.GetTimestamp();
        // The digest is computed again, beside the load: a file that has rotted must not stand in a claim under its old name.
        var model = await runtime.LoadAsync(
            new LanguageModelOptions(path, options.Value.ContextTokens, options.Value.Threads), cancellationToken);
        if (model.Info.Digest != digest)
        {
            await model.DisposeAsync();
            store.Remove(digest);
            throw new InferenceException($"Model {digest} is damaged on this device; it is deleted and will be fetched again with the next connect.");
        }
        lock (_gate)
        {
            _model = model;
        }
        var elapsed = time.GetElapsedTime(start);
        LogLoaded(model.Info.Name, model.Info.ContextTokens, elapsed.TotalMilliseconds);
    }

    private void Release()
    {
        lock (_gate)
        {
            _leases--;
            if (_leases == 0)
            {
                _idle?.TrySetResult();
                _idle = null;
            }
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.ModelLoading, Level = LogLevel.Information, Message = "Loading model {Digest}")]
    private partial void LogLoading(ModelDigest digest);

    [LoggerMessage(EventId = EdgeEventIds.ModelLoaded, Level = LogLevel.Information,
        Message = "Model {Name} loaded with {ContextTokens} tokens of context in {ElapsedMs:F0} ms")]
    private partial void LogLoaded(string name, int contextTokens, double elapsedMs);

    [LoggerMessage(EventId = EdgeEventIds.ModelUnloaded, Level = LogLevel.Information, Message = "Model {Name} unloaded")]
    private partial void LogUnloaded(string name);

    private sealed record Waiter(ModelDigest Digest)
    {
        public TaskCompletionSource<ModelLease> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

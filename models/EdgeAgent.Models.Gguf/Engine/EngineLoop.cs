using System.Diagnostics;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// The one thread that computes with a context: lets works in from the line, computes them side by side in steps of one
/// decode each, and lets those go that are over.
/// </summary>
internal sealed class EngineLoop : IAsyncDisposable
{
    /// <summary>A grammar's parser calls itself; the default may be less.</summary>
    private const int StackBytes = 8 << 20;

    private readonly EngineContext _engine;
    private readonly int _slots;
    private readonly Action<Exception> _onFailure;
    private readonly WorkQueue _queue = new();
    private readonly EnginePace _pace = new();
    private readonly BatchBuffer _batch;
    private readonly StepComposer _step;
    private readonly SequencePool _pool;
    private readonly TokenDrawer _drawer;
    private readonly List<SequenceWork> _running = [];
    private readonly List<SequenceWork> _passed = [];
    private readonly List<SequenceWork> _group = [];
    private readonly Action<Exception> _onNotKept;
    private readonly Lock _stepLock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A copy of the running for other threads, replaced with each change.</summary>
    private volatile SequenceWork[] _seen = [];

    private volatile bool _closing;
    private string? _adapterKey;
    private string? _appliedKey;
    private PromptCacheFolder? _toRestore;
    private PromptCacheFolder? _restored;

    /// <param name="engine">Owned: disposed with the loop.</param>
    /// <param name="tokenizer">Of the same model.</param>
    /// <param name="slots">Most works side by side.</param>
    /// <param name="keptTokens">Most tokens that are kept of those that are over.</param>
    /// <param name="onFailure">Told when the engine cannot go on.</param>
    /// <param name="onNotKept">Told when beginnings cannot be stored or read.</param>
    public EngineLoop(
        EngineContext engine,
        Tokenizer tokenizer,
        int slots,
        int keptTokens,
        Action<Exception> onFailure,
        Action<Exception> onNotKept)
    {
        _engine = engine;
        _slots = slots;
        _onFailure = onFailure;
        _onNotKept = onNotKept;
        _batch = new BatchBuffer(engine.BatchTokens);
        _step = new StepComposer(_batch, engine.MostOutputs, _pace);
        _pool = new SequencePool(
            new ContextMemory(engine.Context, engine.CanCut), engine.Cells, keptTokens, engine.Sequences);
        _drawer = new TokenDrawer(tokenizer);
        new Thread(Run, StackBytes) { Name = "llama engine", IsBackground = true }.Start();
    }

    /// <summary>How busy it is.</summary>
    public ModelLoad Load
    {
        get
        {
            var (running, waiting) = (_seen, _queue.Snapshot());
            return new ModelLoad(running.Length, waiting.Count, _pace.WaitFor(running.Concat(waiting), _slots));
        }
    }

    /// <summary>Puts a work in line.</summary>
    /// <exception cref="ModelBusyException">The line is full.</exception>
    /// <exception cref="ObjectDisposedException">The model was unloaded.</exception>
    public void Enter(SequenceWork work)
    {
        if (!_queue.TryEnter(work))
        {
            var load = Load;
            throw new ModelBusyException(load.Waiting, load.Wait);
        }
    }

    /// <summary>
    /// Its caller no longer wants it: it leaves the line, or its place within the step that is being computed. The step
    /// itself is stopped if nobody wants it any more.
    /// </summary>
    public void Cancel(SequenceWork work)
    {
        work.MarkCancelled();
        if (_queue.Withdraw(work))
        {
            work.Abandon(null);
            return;
        }
        lock (_stepLock)
        {
            if (Array.TrueForAll(_seen, static one => one.IsCancelled) && Array.IndexOf(_seen, work) >= 0)
            {
                _engine.Abort.Raise();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _queue.Close(Unloaded());
        lock (_stepLock)
        {
            _engine.Abort.Raise();
        }
        await _ended.Task;
        _engine.Dispose();
        _queue.Dispose();
    }

    /// <summary>Takes stored beginnings into memory now, and stores them when the engine ends.</summary>
    public void Keep(PromptCacheFolder folder)
    {
        _toRestore = folder;
        _queue.Wake();
    }

    private static InferenceException Unloaded() => new("The model was unloaded.");

    private void Run()
    {
        try
        {
            while (_running.Count > 0 || _queue.WaitForWork())
            {
                Restore();
                LetIn();
                Step();
                LetGo();
            }
            if (_restored is { } folder)
            {
                TryKeep(folder.Save);
            }
        }
#pragma warning disable CA1031 // Supervisor of its thread: whatever it is, callers must be told, not left waiting.
        catch (Exception cause)
        {
            _onFailure(cause);
            var failure = new InferenceException("The engine has failed and must be loaded again.", cause);
            _running.ForEach(work => work.Abandon(failure));
            _queue.Close(failure);
        }
#pragma warning restore CA1031
        finally
        {
            _ended.SetResult();
        }
    }

    private void Restore()
    {
        if (Interlocked.Exchange(ref _toRestore, null) is { } folder)
        {
            TryKeep(folder.Restore);
            _restored = folder;
        }
    }

    private void TryKeep(Action<SequencePool, ContextHandle> act)
    {
        try
        {
            act(_pool, _engine.Context);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _onNotKept(cause);
        }
    }

    /// <summary>Gives those in line a place, in turn, as long as there is one.</summary>
    private void LetIn()
    {
        _passed.Clear();
        while (_running.Count < _slots && _queue.Next(_running, _passed) is { } next)
        {
            if (_pool.IsWorthWaiting(next, next.Adapter?.Key, _running))
            {
                _passed.Add(next);
                continue;
            }
            if (_pool.TryOpen(next, next.Adapter?.Key) is not { } sequence)
            {
                return; // nobody overtakes: otherwise a large one would wait for ever
            }
            if (_queue.Take(next))
            {
                next.Begin(sequence);
                _running.Add(next);
            }
            else
            {
                _pool.Close(sequence); // its caller has just left
            }
        }
    }

    private void LetGo()
    {
        var failure = _closing ? Unloaded() : null;
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            var work = _running[i];
            if (work.IsOver || work.IsCancelled || _closing)
            {
                if (!work.IsOver)
                {
                    work.Abandon(failure);
                }
                _pool.Close(work.Sequence!);
                _running.RemoveAt(i);
            }
        }
    }

    private void Step()
    {
        lock (_stepLock)
        {
            _seen = [.. _running];
            if (_closing || _running.TrueForAll(static work => work.IsCancelled))
            {
                _engine.Abort.Raise();
            }
            else
            {
                _engine.Abort.Lower();
            }
        }
        if (_running.Count == 0)
        {
            return;
        }
        ChooseAdapter();
        _step.Compose(_group);
        var start = Stopwatch.GetTimestamp();
        var status = LlamaApi.llama_decode(_engine.Context, _batch.AsNative());
        if (status != DecodeStatus.Success)
        {
            Undo(status);
            return;
        }
        foreach (var part in _step.Parts)
        {
            part.Work.Sequence!.Append(part.Work.Tokens.Slice(part.Start, part.Count));
        }
        foreach (var part in _step.Parts)
        {
            TakeLogits(part);
        }
        _pace.Add(_step.PromptTokens, _step.Answers, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>
    /// A step has one adapter: those who run take turns by adapter, each turn a step of all that use it.
    /// </summary>
    private unsafe void ChooseAdapter()
    {
        var keys = _running.Select(static work => work.Adapter?.Key).Distinct().ToList();
        _adapterKey = keys[(keys.IndexOf(_adapterKey) + 1) % keys.Count];
        _group.Clear();
        _group.AddRange(_running.Where(work => string.Equals(work.Adapter?.Key, _adapterKey, StringComparison.Ordinal)));
        if (string.Equals(_adapterKey, _appliedKey, StringComparison.Ordinal))
        {
            return;
        }
        var adapter = _group[0].Adapter;
        var handle = adapter?.Handle.DangerousGetHandle() ?? 0;
        var scale = adapter?.Use.Scale ?? 0;
        // Invariant: the call copies both; the shelf keeps the adapter loaded until the engine has ended.
        if (LlamaApi.llama_set_adapters_lora(_engine.Context, &handle, adapter is null ? 0u : 1u, &scale) != 0)
        {
            throw new InferenceException("The adapter cannot be applied.");
        }
        _appliedKey = _adapterKey;
    }

    private void Undo(DecodeStatus status)
    {
        foreach (var part in _step.Parts)
        {
            _pool.DropUnnoted(part.Work.Sequence!);
            if (status != DecodeStatus.Aborted)
            {
                part.Work.Abandon(new InferenceException(
                    $"The model could not compute {part.Count} tokens at position {part.Start}: {status}."));
            }
        }
    }

    private unsafe void TakeLogits(StepPart part)
    {
        try
        {
            for (var i = 0; i < part.Count && !part.Work.IsOver; i++)
            {
                if (part.Work.WantsLogits(part.Start + i))
                {
                    // Invariant: the library keeps the logits in place until the next decode, one a token of the
                    // vocabulary, and does not look at them again.
                    var logits = LlamaApi.llama_get_logits_ith(_engine.Context, part.BatchStart + i);
                    part.Work.Accept(
                        part.Start + i, new Span<float>(logits, _drawer.Sampler.VocabularyTokens), _drawer);
                }
            }
        }
        catch (InferenceException failure)
        {
            part.Work.Abandon(failure);
        }
    }
}

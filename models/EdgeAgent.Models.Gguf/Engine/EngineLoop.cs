using System.Diagnostics;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The one thread that computes with a context: takes generations from the line and runs them step by step.</summary>
/// <remarks>One sequence at a time; each step is one decode, so that several can share it.</remarks>
internal sealed class EngineLoop : IAsyncDisposable
{
    private const int Sequence = 0;

    private readonly ContextHandle _context;
    private readonly Tokenizer _tokenizer;
    private readonly AbortFlag _abort;
    private readonly GenerationQueue _queue = new();
    private readonly BatchBuffer _batch = new(EngineLimits.PromptChunkTokens);
    private readonly SequenceCache _cache;
    private readonly TokenSampler _sampler;
    private readonly Action<Exception> _onFailure;
    private readonly Lock _currentLock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Generation? _current;
    private byte[] _tokenBytes = new byte[64];
    private volatile bool _closing;

    /// <param name="context">Owned: disposed with the loop.</param>
    /// <param name="tokenizer">Of the same model.</param>
    /// <param name="abort">The flag that the context's abort callback reads.</param>
    /// <param name="onFailure">Told when the engine cannot go on.</param>
    public EngineLoop(ContextHandle context, Tokenizer tokenizer, AbortFlag abort, Action<Exception> onFailure)
    {
        _context = context;
        _tokenizer = tokenizer;
        _abort = abort;
        _onFailure = onFailure;
        _cache = new SequenceCache(context, Sequence);
        _sampler = new TokenSampler(tokenizer.Count);
        new Thread(Run) { Name = "llama engine", IsBackground = true }.Start();
    }

    /// <summary>Puts a generation in line.</summary>
    /// <exception cref="ObjectDisposedException">The model was unloaded.</exception>
    public Task EnqueueAsync(Generation generation, CancellationToken cancellationToken) =>
        _queue.EnqueueAsync(generation, cancellationToken);

    /// <summary>Its caller no longer wants it: it leaves the line, or stops within the token that is being computed.</summary>
    public void Cancel(Generation generation)
    {
        generation.MarkCancelled();
        if (_queue.Withdraw(generation))
        {
            generation.Abandon(null);
            return;
        }
        lock (_currentLock)
        {
            // Only its own decode is stopped, not that of the next in line.
            if (_current == generation)
            {
                _abort.Raise();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _queue.Close(Unloaded());
        lock (_currentLock)
        {
            _abort.Raise();
        }
        await _ended.Task;
        _context.Dispose();
        _queue.Dispose();
    }

    private static InferenceException Unloaded() => new("The model was unloaded.");

    private void Run()
    {
        try
        {
            while (_queue.Take() is { } generation)
            {
                RunOne(generation);
            }
        }
#pragma warning disable CA1031 // Supervisor of its thread: whatever it is, callers must be told, not left waiting.
        catch (Exception cause)
        {
            _onFailure(cause);
            _queue.Close(new InferenceException("The engine has failed and must be loaded again.", cause));
        }
#pragma warning restore CA1031
        finally
        {
            _ended.SetResult();
        }
    }

    private void RunOne(Generation generation)
    {
        Enter(generation);
        try
        {
            _cache.KeepCommon(generation.Tokens);
            while (!generation.IsOver && !generation.IsCancelled && !_closing)
            {
                Step(generation);
            }
            generation.Abandon(_closing && !generation.IsOver ? Unloaded() : null);
        }
        catch (InferenceException failure)
        {
            generation.Abandon(failure);
        }
        catch (Exception failure)
        {
            generation.Abandon(new InferenceException("The engine has failed.", failure));
            throw;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>One decode: a chunk of the prompt, or the last token of the answer and then a draw.</summary>
    private unsafe void Step(Generation generation)
    {
        var tokens = generation.Tokens;
        var start = _cache.Count;
        var count = Math.Min(tokens.Length - start, _batch.Capacity);
        var reachesEnd = start + count == tokens.Length;
        Debug.Assert(count > 0);
        _batch.Clear();
        for (var i = 0; i < count; i++)
        {
            _batch.Add(tokens[start + i], start + i, Sequence, reachesEnd && i == count - 1);
        }
        var status = LlamaApi.llama_decode(_context, _batch.AsNative());
        if (status != DecodeStatus.Success)
        {
            _cache.DropUnnoted();
            if (status != DecodeStatus.Aborted)
            {
                throw new InferenceException($"The model could not compute {count} tokens at position {start}: {status}.");
            }
            return; // the loop sees why
        }
        _cache.Append(tokens.Slice(start, count));
        if (reachesEnd)
        {
            Draw(generation, count - 1);
        }
    }

    private unsafe void Draw(Generation generation, int batchIndex)
    {
        // Invariant: the library keeps the logits in place until the next decode, one a token of the vocabulary.
        var logits = new ReadOnlySpan<float>(LlamaApi.llama_get_logits_ith(_context, batchIndex), _tokenizer.Count);
        var tokens = generation.Tokens;
        var request = generation.Request;
        var token = _sampler.Draw(logits, request.Sampling, request.Seed, tokens.Length, tokens);
        var ends = _tokenizer.Ends(token);
        var bytes = ends ? 0 : _tokenizer.Decode(token, ref _tokenBytes);
        generation.Accept(token, _tokenBytes.AsSpan(0, bytes), ends);
    }

    private void Enter(Generation generation)
    {
        lock (_currentLock)
        {
            _current = generation;
            if (!_closing && !generation.IsCancelled)
            {
                _abort.Lower();
            }
        }
    }

    private void Leave()
    {
        lock (_currentLock)
        {
            _current = null;
        }
    }
}

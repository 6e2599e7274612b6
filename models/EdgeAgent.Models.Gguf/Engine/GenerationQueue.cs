namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The line before the engine: first come, first served, at most <see cref="EngineLimits.MaxWaiting"/> long.</summary>
internal sealed class GenerationQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Generation> _waiting = [];

    /// <summary>Free places in line; who finds none waits here, in order.</summary>
    private readonly SemaphoreSlim _places = new(EngineLimits.MaxWaiting);

    /// <summary>One for each generation in line, and one more when the line is closed.</summary>
    private readonly SemaphoreSlim _arrivals = new(0);

    private bool _closed;

    /// <summary>Takes a place in line, and waits for one if there is none.</summary>
    /// <exception cref="ObjectDisposedException">The line is closed.</exception>
    public async Task EnqueueAsync(Generation generation, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        lock (_lock)
        {
            if (!_closed)
            {
                _waiting.AddLast(generation);
                _arrivals.Release();
                return;
            }
        }
        _places.Release(); // the next one outside is told too
        throw new ObjectDisposedException(nameof(GgufLanguageModel), "The model was unloaded.");
    }

    /// <summary>The next in line, once there is one; null when the line is closed.</summary>
    public Generation? Take()
    {
        while (true)
        {
            _arrivals.Wait();
            lock (_lock)
            {
                if (_closed)
                {
                    return null;
                }
                // Null for one that left while it was waiting.
                if (_waiting.First is { } first)
                {
                    _waiting.RemoveFirst();
                    _places.Release();
                    return first.Value;
                }
            }
        }
    }

    /// <summary>Leaves the line; false if it has already left.</summary>
    public bool Withdraw(Generation generation)
    {
        lock (_lock)
        {
            if (_closed || !_waiting.Remove(generation))
            {
                return false;
            }
            _places.Release();
            return true;
        }
    }

    /// <summary>Sends everybody home; nobody can enter any more.</summary>
    /// <param name="cause">What those in line are told.</param>
    public void Close(Exception cause)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }
            _closed = true;
            foreach (var generation in _waiting)
            {
                generation.Abandon(cause);
                _places.Release();
            }
            _waiting.Clear();
            _arrivals.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _arrivals.Dispose();
    }
}

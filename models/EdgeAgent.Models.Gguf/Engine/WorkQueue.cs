namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// The line before the engine, at most <see cref="EngineLimits.MaxWaiting"/> long. Requesters take turns: the next is of
/// the one with the fewest running, of these the one that was served longest ago; among its own, first come first served.
/// </summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SequenceWork> _waiting = [];
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);

    /// <summary>At least one for each arrival, and one more when the line is closed.</summary>
    private readonly SemaphoreSlim _arrivals = new(0);

    private long _turn;
    private bool _closed;
    private bool _woken;

    /// <summary>Those in line, the longest waiting first.</summary>
    public IReadOnlyList<SequenceWork> Snapshot()
    {
        lock (_lock)
        {
            return [.. _waiting];
        }
    }

    /// <summary>Takes a place in line.</summary>
    /// <returns>False if the line is full.</returns>
    /// <exception cref="ObjectDisposedException">The line is closed.</exception>
    public bool TryEnter(SequenceWork work)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(GgufLanguageModel));
            if (_waiting.Count >= EngineLimits.MaxWaiting)
            {
                return false;
            }
            _waiting.Add(work);
            _arrivals.Release();
            return true;
        }
    }

    /// <summary>Waits until somebody is in line or <see cref="Wake"/> is called; false when the line is closed.</summary>
    public bool WaitForWork()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_closed || _woken || _waiting.Count > 0)
                {
                    _woken = false;
                    return !_closed;
                }
            }
            _arrivals.Wait();
        }
    }

    /// <summary>Lets the engine look around though nobody is in line.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _woken = true;
            _arrivals.Release();
        }
    }

    /// <summary>Whose turn it is; the work stays in line. Null: nobody waits.</summary>
    /// <param name="running">What is being computed.</param>
    /// <param name="passed">Those that let others go first now.</param>
    public SequenceWork? Next(IReadOnlyCollection<SequenceWork> running, IReadOnlyCollection<SequenceWork> passed)
    {
        lock (_lock)
        {
            // MinBy takes the first of equals: the one that waits longest.
            return _waiting.Except(passed).MinBy(work => (
                running.Count(other => string.Equals(other.Requester, work.Requester, StringComparison.Ordinal)),
                _served.GetValueOrDefault(work.Requester)));
        }
    }

    /// <summary>Takes the work out of the line for the engine; false if it has left.</summary>
    public bool Take(SequenceWork work)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(work))
            {
                return false;
            }
            if (_served.Count >= EngineLimits.MaxRequesters)
            {
                _served.Clear(); // everybody is served equally long ago
            }
            _served[work.Requester] = ++_turn;
            return true;
        }
    }

    /// <summary>Leaves the line; false if it has already left.</summary>
    public bool Withdraw(SequenceWork work)
    {
        lock (_lock)
        {
            return !_closed && _waiting.Remove(work);
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
            foreach (var work in _waiting)
            {
                work.Abandon(cause);
            }
            _waiting.Clear();
            _arrivals.Release();
        }
    }

    public void Dispose() => _arrivals.Dispose();
}

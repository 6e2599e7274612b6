namespace EdgeAgent.Edge.Claims;

/// <summary>Which claim goes out next: in order, at most <see cref="Limit"/> ahead of the hub's acknowledgement. Plain state, no clock, no I/O.</summary>
internal sealed class OutboxWindow
{
    /// <summary>Most claims under way.</summary>
    public const int Limit = 32;

    private ulong _sent;
    private ulong? _rewoundTo;

    /// <summary>The newest claim that the hub holds, as far as it has said.</summary>
    public ulong Acked { get; private set; }

    /// <summary>The hub takes no more claims from this device.</summary>
    public bool Halted { get; private set; }

    /// <summary>Claims are under way without acknowledgement.</summary>
    public bool Waiting => !Halted && _sent > Acked;

    /// <summary>The next claim to send; null when there is none or the window is full.</summary>
    /// <param name="head">The newest claim of the chain.</param>
    public ulong? Next(ulong head) => !Halted && _sent < head && _sent - Acked < Limit ? _sent + 1 : null;

    /// <summary>The claim behind the last one went out.</summary>
    public void Sent() => _sent++;

    /// <summary>A new line, or a line that has been silent for too long: all that is not acknowledged goes out again.</summary>
    public void Restart()
    {
        _sent = Acked;
        _rewoundTo = null;
    }

    /// <summary>Sets the acknowledgement that the disk remembers, before the first line.</summary>
    public void Load(ulong acked)
    {
        Acked = acked;
        Restart();
    }

    /// <summary>The hub holds all claims up to here.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Stored(ulong upTo)
    {
        if (upTo <= Acked)
        {
            return false;
        }
        Acked = upTo;
        _sent = Math.Max(_sent, upTo);
        _rewoundTo = null;
        return true;
    }

    /// <summary>The hub misses the claim behind this one; it may have lost claims that it once acknowledged.</summary>
    /// <returns>False for the repeated answers to claims that were under way: only the first one rewinds.</returns>
    public bool Gap(ulong upTo)
    {
        if (_rewoundTo == upTo)
        {
            return false;
        }
        Acked = upTo;
        _sent = upTo;
        _rewoundTo = upTo;
        return true;
    }

    /// <summary>The hub refuses a claim for good: nothing more is sent in this process's life.</summary>
    public void Refuse() => Halted = true;
}

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// Who holds what of the context's memory. Sequences that nobody computes with any more stay as beginnings of later
/// ones until their place is needed, the one that was used longest ago first.
/// </summary>
/// <remarks>
/// One memory for all sequences (llama.cpp calls it unified): a common beginning lies in it once, however many hold it.
/// A sequence is let in only if all that it may still grow to fits beside what the running ones may grow to, so that no
/// decode ever finds the memory full.
/// Keys and values of tokens that were generated one by one, or beside others, differ from those of a prompt alone by
/// rounding; so an answer behind a reused beginning agrees in score with one computed alone, not always to the bit.
/// </remarks>
internal sealed class SequencePool
{
    private readonly IContextMemory _memory;
    private readonly int _cells;
    private readonly int _keptCells;
    private readonly Stack<int> _freeIds;
    private readonly List<CachedSequence> _sequences = [];
    private long _uses;

    /// <param name="memory">The context's memory.</param>
    /// <param name="cells">Tokens that it holds.</param>
    /// <param name="keptCells">Most of these that sequences may take which nobody computes with.</param>
    /// <param name="ids">Most sequences.</param>
    public SequencePool(IContextMemory memory, int cells, int keptCells, int ids)
    {
        _memory = memory;
        _cells = cells;
        _keptCells = keptCells;
        _freeIds = new Stack<int>(Enumerable.Range(0, ids).Reverse());
    }

    /// <summary>All that are in memory.</summary>
    public IReadOnlyList<CachedSequence> Sequences => _sequences;

    /// <summary>Tokens in memory and promised to those that run.</summary>
    public int Committed => _sequences.Sum(static one => one.Owned + Growth(one));

    /// <summary>
    /// Whether a sequence that is being computed will soon hold much more of the same beginning than any does now: then
    /// it is worth the wait.
    /// </summary>
    public bool IsWorthWaiting(SequenceWork work, string? adapter, IEnumerable<SequenceWork> running)
    {
        var wanted = work.Tokens[..work.FirstWanted];
        FindBeginning(wanted, adapter, out var now);
        foreach (var other in running)
        {
            if (other.Sequence is { } sequence && sequence.Adapter == adapter && _memory.CanCut
                && other.Tokens.CommonPrefixLength(wanted) - now >= EngineLimits.LeastAwaitedTokens
                && sequence.Count < other.Tokens.Length - 1)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Gives the work a sequence that already holds as much of its beginning as any in memory; null: there is no room.
    /// </summary>
    public CachedSequence? TryOpen(SequenceWork work, string? adapter)
    {
        var wanted = work.Tokens[..work.FirstWanted];
        var source = FindBeginning(wanted, adapter, out var common);
        if (source is { IsRunning: false } && common == source.Count && !HasChildren(source))
        {
            if (!MakeRoom(work.MostTokens - common, source, needsId: false))
            {
                return null;
            }
            source.Reserved = work.MostTokens;
            source.LastUse = ++_uses;
            return source;
        }
        if (!MakeRoom(work.MostTokens - common, source, needsId: true))
        {
            // The beginning itself may be what takes the room.
            (source, common) = (null, 0);
            if (!MakeRoom(work.MostTokens, null, needsId: true))
            {
                return null;
            }
        }
        return Add(work, adapter, source, common);
    }

    /// <summary>Nobody computes with it any more; it may be kept.</summary>
    public void Close(CachedSequence sequence)
    {
        sequence.Reserved = 0;
        sequence.LastUse = ++_uses;
        if (sequence.Count < EngineLimits.LeastKeptTokens || FindLonger(sequence) is not null)
        {
            Drop(sequence);
            return;
        }
        foreach (var shorter in _sequences.Where(other => IsContained(other, sequence)).ToList())
        {
            Drop(shorter);
        }
        while (_sequences.Where(static one => !one.IsRunning).Sum(static one => one.Owned) > _keptCells)
        {
            Drop(Oldest(null)!);
        }
    }

    /// <summary>Forgets what the memory holds behind the noted tokens.</summary>
    public void DropUnnoted(CachedSequence sequence) => CutTo(sequence, sequence.Count);

    /// <summary>Forgets all tokens from a position on; recurrent models forget all.</summary>
    public void CutTo(CachedSequence sequence, int length)
    {
        if (_memory.Cut(sequence.Id, length))
        {
            sequence.Cut(length);
            return;
        }
        _memory.Remove(sequence.Id);
        sequence.Cut(0);
        (sequence.Parent, sequence.Shared) = (null, 0);
    }

    /// <summary>Takes over a sequence that was stored, if there is room for it.</summary>
    /// <param name="adapter">What it was computed with.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="restore">Puts its state into memory under a number; false if that fails.</param>
    public bool TryRestore(string? adapter, ReadOnlySpan<int> tokens, Func<int, bool> restore)
    {
        if (_freeIds.Count == 0 || Committed + tokens.Length > Math.Min(_cells, _keptCells))
        {
            return false;
        }
        var id = _freeIds.Pop();
        if (!restore(id))
        {
            _memory.Remove(id);
            _freeIds.Push(id);
            return false;
        }
        var sequence = new CachedSequence(id, adapter) { LastUse = ++_uses };
        sequence.Append(tokens);
        _sequences.Add(sequence);
        return true;
    }

    /// <summary>Forgets a sequence.</summary>
    public void Drop(CachedSequence sequence)
    {
        var children = _sequences.Where(one => one.Parent == sequence).ToList();
        if (children.MaxBy(static child => child.Shared) is { } heir)
        {
            // What others share of it stays in memory and belongs to the one that shares most.
            foreach (var child in children.Where(child => child != heir))
            {
                child.Parent = heir;
            }
            heir.Shared = Math.Min(heir.Shared, sequence.Shared);
            heir.Parent = heir.Shared > 0 ? sequence.Parent : null;
        }
        _memory.Remove(sequence.Id);
        _sequences.Remove(sequence);
        _freeIds.Push(sequence.Id);
    }

    private static int Growth(CachedSequence one) => Math.Max(0, one.Reserved - one.Count);

    private CachedSequence Add(SequenceWork work, string? adapter, CachedSequence? source, int common)
    {
        var sequence = new CachedSequence(_freeIds.Pop(), adapter)
        {
            Reserved = work.MostTokens,
            LastUse = ++_uses,
        };
        if (source is not null && common > 0)
        {
            _memory.Share(source.Id, sequence.Id, common);
            sequence.Append(source.Tokens[..common]);
            (sequence.Parent, sequence.Shared) = (source, common);
            source.LastUse = ++_uses;
        }
        _sequences.Add(sequence);
        return sequence;
    }

    /// <summary>The sequence that holds most of a beginning.</summary>
    private CachedSequence? FindBeginning(ReadOnlySpan<int> wanted, string? adapter, out int common)
    {
        CachedSequence? best = null;
        common = 0;
        foreach (var one in _sequences)
        {
            var length = string.Equals(one.Adapter, adapter, StringComparison.Ordinal)
                ? one.Tokens.CommonPrefixLength(wanted)
                : 0;
            // A state that cannot be cut is of use as a whole, to one that goes on where it ends.
            if (length > common && (_memory.CanCut || (!one.IsRunning && length == one.Count)))
            {
                (best, common) = (one, length);
            }
        }
        return best;
    }

    private bool HasChildren(CachedSequence sequence) => _sequences.Exists(one => one.Parent == sequence);

    private CachedSequence? FindLonger(CachedSequence sequence) =>
        _sequences.Find(other => !other.IsRunning && IsContained(sequence, other));

    private static bool IsContained(CachedSequence shorter, CachedSequence longer) =>
        shorter != longer && !shorter.IsRunning
        && string.Equals(shorter.Adapter, longer.Adapter, StringComparison.Ordinal)
        && longer.Tokens.StartsWith(shorter.Tokens);

    private bool MakeRoom(int tokens, CachedSequence? spared, bool needsId)
    {
        while (Committed + tokens > _cells || (needsId && _freeIds.Count == 0))
        {
            if (Oldest(spared) is not { } oldest)
            {
                return false;
            }
            Drop(oldest);
        }
        return true;
    }

    private CachedSequence? Oldest(CachedSequence? spared) =>
        _sequences.Where(one => !one.IsRunning && one != spared).MinBy(static one => one.LastUse);
}

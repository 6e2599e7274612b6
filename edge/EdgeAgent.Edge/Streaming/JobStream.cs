using System.Diagnostics;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;

namespace EdgeAgent.Edge.Streaming;

/// <summary>The answer of one job on its way to the hub: numbered, kept until acknowledged, sent again on a new line.</summary>
/// <remarks>
/// One message is under way at a time; what grows meanwhile becomes the next chunk. So a slow line gets few large
/// chunks and a fast one gets each piece at once, without a timer.
/// </remarks>
/// <param name="job">The job.</param>
/// <param name="link">The way to the hub.</param>
/// <param name="lineUp">Whether a line stands now; later <see cref="Replay"/> and <see cref="Pause"/> say so.</param>
internal sealed class JobStream(JobId job, IHubLink link, bool lineUp)
{
    private const int Unplaced = -1;

    private readonly Lock _gate = new();
    private readonly Queue<StreamPiece> _pending = [];
    private readonly List<StreamItem> _unacked = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _room;
    private JobResult? _result;
    private int _nextSeq;
    private int _sent; // how many of _unacked this line has carried
    private bool _lineUp = lineUp;
    private int _lines; // counts the lines, so that a send that began on an old one does not count for the new one
    private int _bytes;
    private bool _sending;

    /// <summary>The job.</summary>
    public JobId Job => job;

    /// <summary>Ends when the hub has everything, or the stream was dropped.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Whether the result is in the stream: nothing more will come.</summary>
    public bool Finished
    {
        get
        {
            lock (_gate)
            {
                return _result is not null;
            }
        }
    }

    /// <summary>Adds a piece; waits while the hub is too far behind.</summary>
    /// <exception cref="OperationCanceledException">The job was stopped while it waited.</exception>
    public async ValueTask AppendAsync(string text, IReadOnlyList<int> tokens, CancellationToken cancellationToken)
    {
        if (text.Length == 0 && tokens.Count == 0)
        {
            return;
        }
        lock (_gate)
        {
            Debug.Assert(_result is null, "nothing follows the result");
            if (_closed.Task.IsCompleted)
            {
                return;
            }
            foreach (var piece in StreamPiece.Split(text, tokens))
            {
                _pending.Enqueue(piece);
                _bytes += piece.SizeBytes;
            }
        }
        StartSending();
        Task? room;
        lock (_gate)
        {
            room = IsFull ? (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : null;
        }
        if (room is not null)
        {
            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Adds the end; its place is the one behind the last chunk, whatever the result says.</summary>
    public void Complete(JobResult result)
    {
        lock (_gate)
        {
            _result = result with { Seq = Unplaced };
        }
        StartSending();
    }

    /// <summary>The hub has everything below <paramref name="next"/>.</summary>
    public void Acknowledge(int next)
    {
        lock (_gate)
        {
            var count = 0;
            while (count < _unacked.Count && _unacked[count].Seq < next)
            {
                _bytes -= _unacked[count].SizeBytes;
                count++;
            }
            _unacked.RemoveRange(0, count);
            _sent = Math.Max(0, _sent - count);
            if (!IsFull)
            {
                _room?.TrySetResult();
                _room = null;
            }
            if (_result is { Seq: >= 0 } && _unacked.Count == 0)
            {
                _closed.TrySetResult();
            }
        }
        StartSending(); // a full window held back the next chunk
    }

    /// <summary>A new line stands: everything that is not acknowledged goes out again.</summary>
    public void Replay()
    {
        lock (_gate)
        {
            _lineUp = true;
            _lines++;
            _sent = 0;
        }
        StartSending();
    }

    /// <summary>The line is gone: nothing goes out before <see cref="Replay"/>, so that a new line begins with the oldest item.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _lineUp = false;
        }
    }

    /// <summary>The hub does not want it, or nobody will any more.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            _pending.Clear();
            _unacked.Clear();
            _sent = 0;
            _bytes = 0;
            _room?.TrySetResult();
            _room = null;
            _closed.TrySetResult();
        }
    }

    private bool IsFull => _bytes > StreamLimits.UnackedBytes || _unacked.Count >= StreamLimits.UnackedItems;

    private void StartSending()
    {
        lock (_gate)
        {
            if (_sending)
            {
                return;
            }
            _sending = true;
        }
        _ = SendAsync();
    }

    private async Task SendAsync()
    {
        while (true)
        {
            StreamItem? item;
            int line;
            lock (_gate)
            {
                item = _lineUp ? NextLocked() : null;
                line = _lines;
                if (item is null)
                {
                    _sending = false;
                    return;
                }
            }
            var sent = item.Chunk is { } chunk
                ? await link.TrySendAsync(Leaves.Chunk, chunk, WireJson.Default.JobChunk, CancellationToken.None)
                : await link.TrySendAsync(Leaves.Result, item.Result!, WireJson.Default.JobResult, CancellationToken.None);
            lock (_gate)
            {
                if (line != _lines)
                {
                    continue; // a new line stands since; it begins with the first unacknowledged
                }
                if (!sent)
                {
                    _sending = false;
                    return; // the next line begins anew
                }
                // Acknowledged while it was under way: then it has left the list, and the count with it.
                if (_sent < _unacked.Count && ReferenceEquals(_unacked[_sent], item))
                {
                    _sent++;
                }
            }
        }
    }

    private StreamItem? NextLocked()
    {
        if (_sent < _unacked.Count)
        {
            return _unacked[_sent];
        }
        if (_unacked.Count >= StreamLimits.UnackedItems && _result is null)
        {
            return null; // an ended job grows no more: its rest and its result go out past the window
        }
        if (_pending.Count > 0)
        {
            return Seal();
        }
        if (_result is { Seq: Unplaced })
        {
            _result = _result with { Seq = _nextSeq++ };
            var end = new StreamItem(_result.Seq, null, _result, 0);
            _unacked.Add(end);
            return end;
        }
        return null;
    }

    /// <summary>Makes the next chunk of as many pieces as fit.</summary>
    private StreamItem Seal()
    {
        var text = new StringBuilder();
        var tokens = new List<int>();
        var size = 0;
        while (_pending.TryPeek(out var piece)
            && text.Length + piece.Text.Length <= StreamLimits.ChunkChars
            && tokens.Count + piece.Tokens.Count <= WireLimits.ChunkTokens)
        {
            _pending.Dequeue();
            text.Append(piece.Text);
            tokens.AddRange(piece.Tokens);
            size += piece.SizeBytes;
        }
        var seq = _nextSeq++;
        var item = new StreamItem(seq, new JobChunk(job, seq, text.ToString(), tokens), null, size);
        _unacked.Add(item);
        return item;
    }
}

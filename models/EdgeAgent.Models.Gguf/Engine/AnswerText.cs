using System.Buffers;
using System.Text;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// Turns a growing answer's tokens into text: whole characters only, nothing that may still become a stop string, and
/// never a part of a token.
/// </summary>
/// <remarks>
/// A part ends at the end of a token, so that the parts' texts together are the decoding of their tokens (see
/// ILanguageModel.GenerateAsync). Bytes that are no UTF-8 become U+FFFD, as a decoding of the whole would have them.
/// What is held back is at most a stop string, a character and a token.
/// </remarks>
internal sealed class AnswerText
{
    private readonly byte[][] _stops;
    private readonly List<int> _heldTokens = [];

    /// <summary>For each held token where its bytes end in the buffer.</summary>
    private readonly List<int> _heldEnds = [];

    private byte[] _held = new byte[64];
    private int _heldBytes;

    /// <param name="stops">Strings that end the answer, none empty.</param>
    public AnswerText(IReadOnlyList<string> stops) => _stops = [.. stops.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Adds a token.</summary>
    /// <returns>What can now be given, null if nothing; with cut tokens if a stop string has come.</returns>
    public AnswerPart? Add(int token, ReadOnlySpan<byte> bytes)
    {
        if (_heldBytes + bytes.Length > _held.Length)
        {
            Array.Resize(ref _held, Math.Max(2 * _held.Length, _heldBytes + bytes.Length));
        }
        bytes.CopyTo(_held.AsSpan(_heldBytes));
        _heldBytes += bytes.Length;
        _heldTokens.Add(token);
        _heldEnds.Add(_heldBytes);
        if (FindStop() is { } stop)
        {
            return GiveUpTo(stop);
        }
        var count = CountGiveable();
        return count == 0 ? null : Give(count);
    }

    /// <summary>The answer ends here: gives all that is held.</summary>
    /// <param name="endToken">The token that ended it and has no text, if one did.</param>
    public AnswerPart End(int? endToken)
    {
        var part = Give(_heldTokens.Count);
        return part with { CutTokens = endToken is { } token ? [token] : [] };
    }

    /// <summary>Where the earliest stop string begins.</summary>
    private int? FindStop()
    {
        int? earliest = null;
        foreach (var stop in _stops)
        {
            var start = _held.AsSpan(0, _heldBytes).IndexOf(stop);
            if (start >= 0 && start < (earliest ?? int.MaxValue))
            {
                earliest = start;
            }
        }
        return earliest;
    }

    private AnswerPart GiveUpTo(int end)
    {
        var text = Encoding.UTF8.GetString(_held, 0, end);
        var whole = _heldEnds.FindLastIndex(tokenEnd => tokenEnd <= end) + 1;
        var tokens = _heldTokens.GetRange(0, whole).ToArray();
        var cut = _heldTokens.GetRange(whole, _heldTokens.Count - whole).ToArray();
        return new AnswerPart(text, tokens, cut);
    }

    /// <summary>How many of the held tokens end where neither a character nor a possible stop string is open.</summary>
    private int CountGiveable()
    {
        var safe = _heldBytes - LongestOpenStop();
        var count = _heldTokens.Count;
        while (count > 0 && (_heldEnds[count - 1] > safe || EndsInsideCharacter(_held.AsSpan(0, _heldEnds[count - 1]))))
        {
            count--;
        }
        return count;
    }

    /// <summary>Length of the longest end of the text with which a stop string begins.</summary>
    private int LongestOpenStop()
    {
        var longest = 0;
        var text = _held.AsSpan(0, _heldBytes);
        foreach (var stop in _stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.EndsWith(stop.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private static bool EndsInsideCharacter(ReadOnlySpan<byte> text)
    {
        // A character has at most four bytes: an open one begins at one of the last three.
        for (var length = 1; length <= Math.Min(3, text.Length); length++)
        {
            var tail = text[^length..];
            if ((tail[0] & 0xC0) != 0x80)
            {
                return Rune.DecodeFromUtf8(tail, out _, out _) == OperationStatus.NeedMoreData;
            }
        }
        return false;
    }

    private AnswerPart Give(int count)
    {
        if (count == 0)
        {
            return new AnswerPart("", [], null);
        }
        var end = _heldEnds[count - 1];
        var part = new AnswerPart(Encoding.UTF8.GetString(_held, 0, end), _heldTokens.GetRange(0, count).ToArray(), null);
        _held.AsSpan(end, _heldBytes - end).CopyTo(_held);
        _heldBytes -= end;
        _heldTokens.RemoveRange(0, count);
        _heldEnds.RemoveRange(0, count);
        for (var i = 0; i < _heldEnds.Count; i++)
        {
            _heldEnds[i] -= end;
        }
        return part;
    }
}

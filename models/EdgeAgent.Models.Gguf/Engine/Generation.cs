using System.Runtime.InteropServices;
using System.Threading.Channels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>One request on its way through the engine: its tokens so far, and the pieces that its caller reads.</summary>
internal sealed class Generation
{
    private readonly Channel<GeneratedPiece> _pieces;
    private readonly List<int> _tokens;
    private readonly AnswerText _answer;
    private readonly int _promptTokens;
    private readonly int _lastLength;
    private volatile bool _cancelled;

    /// <param name="request">Checked.</param>
    /// <param name="prompt">Its prompt; with resumed tokens shorter than the context.</param>
    /// <param name="contextTokens">Where the sequence must end at the latest.</param>
    public Generation(GenerationRequest request, int[] prompt, int contextTokens)
    {
        Request = request;
        _promptTokens = prompt.Length;
        _tokens = [.. prompt, .. request.Resume];
        var room = Math.Min(request.MaxTokens, contextTokens - _tokens.Count);
        _lastLength = _tokens.Count + room;
        _answer = new AnswerText(request.Stop);
        // Holds every piece that there can be: a slow reader costs memory within the context, never the engine's time.
        _pieces = Channel.CreateBounded<GeneratedPiece>(
            new BoundedChannelOptions(room + 1) { SingleReader = true, SingleWriter = true });
    }

    public GenerationRequest Request { get; }

    /// <summary>Prompt, resumed and generated tokens.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>For the caller; completes after the last piece, or with the exception that ended it.</summary>
    public ChannelReader<GeneratedPiece> Pieces => _pieces.Reader;

    /// <summary>Whether nothing more is to be computed for it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether its caller has left.</summary>
    public bool IsCancelled => _cancelled;

    public void MarkCancelled() => _cancelled = true;

    /// <summary>Takes the next token of the answer.</summary>
    /// <param name="token">As drawn.</param>
    /// <param name="bytes">Its text.</param>
    /// <param name="ends">Whether it is an end token.</param>
    public void Accept(int token, ReadOnlySpan<byte> bytes, bool ends)
    {
        _tokens.Add(token);
        if (ends)
        {
            Finish(_answer.End(token), FinishReason.Stop);
            return;
        }
        var part = _answer.Add(token, bytes);
        if (part is { CutTokens: not null } last)
        {
            Finish(last, FinishReason.Stop);
        }
        else if (_tokens.Count == _lastLength)
        {
            var rest = _answer.End(null);
            Finish(Join(part, rest), FinishReason.Length);
        }
        else if (part is { } next)
        {
            Give(new GeneratedPiece(next.Text, next.Tokens, _promptTokens, null));
        }
    }

    /// <summary>Ends it without a last piece; null: its caller has left.</summary>
    public void Abandon(Exception? cause)
    {
        IsOver = true;
        _pieces.Writer.TryComplete(cause);
    }

    private static AnswerPart Join(AnswerPart? first, AnswerPart rest) =>
        first is { } part
            ? new AnswerPart(part.Text + rest.Text, [.. part.Tokens, .. rest.Tokens], rest.CutTokens)
            : rest;

    private void Finish(AnswerPart part, FinishReason reason)
    {
        Give(new GeneratedPiece(part.Text, part.Tokens, _promptTokens, reason) { CutTokens = part.CutTokens! });
        IsOver = true;
        _pieces.Writer.TryComplete();
    }

    private void Give(GeneratedPiece piece) => _pieces.Writer.TryWrite(piece);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// One request on its way through the engine: its tokens so far, and the pieces that its caller reads.
/// </summary>
internal sealed class Generation : SequenceWork
{
    private readonly Channel<GeneratedPiece> _pieces;
    private readonly List<int> _tokens;
    private readonly AnswerText _answer;
    private readonly int _promptTokens;
    private readonly int _lastLength;
    private readonly List<TokenLogProbabilities> _heldProbabilities = [];
    private readonly GrammarState? _grammar;

    /// <param name="request">Checked.</param>
    /// <param name="prompt">Its prompt; with resumed tokens shorter than the context.</param>
    /// <param name="contextTokens">Where the sequence must end at the latest.</param>
    /// <param name="grammar">Where the answer stands in its grammar; owned. Null: it has none.</param>
    /// <param name="adapter">What it is computed with; null: the model alone.</param>
    public Generation(
        GenerationRequest request, int[] prompt, int contextTokens, GrammarState? grammar, UsedAdapter? adapter)
        : base(request.Requester, adapter)
    {
        Request = request;
        _grammar = grammar;
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
    public override ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <remarks>The last token is drawn and never computed.</remarks>
    public override int MostTokens => _lastLength - 1;

    public override int FirstWanted => _tokens.Count - 1;

    /// <summary>For the caller; completes after the last piece, or with the exception that ended it.</summary>
    public ChannelReader<GeneratedPiece> Pieces => _pieces.Reader;

    public override bool WantsLogits(int index) => index == _tokens.Count - 1;

    public override void Accept(int index, Span<float> logits, TokenDrawer drawer)
    {
        Debug.Assert(index == _tokens.Count - 1);
        var normal = Request.TopLogProbabilities is { } ? logits.ToArray() : null; // a grammar changes them
        var token = drawer.Draw(logits, Request.Sampling, Request.Seed, Tokens, _grammar);
        if (normal is not null)
        {
            _heldProbabilities.Add(LogProbabilities.Of(normal, token, Request.TopLogProbabilities!.Value));
        }
        var ends = drawer.Ends(token);
        Take(token, ends ? [] : drawer.TextOf(token), ends);
    }

    /// <inheritdoc/>
    public override void Abandon(Exception? cause)
    {
        IsOver = true;
        _grammar?.Dispose();
        _pieces.Writer.TryComplete(cause);
    }

    /// <summary>Takes the next token of the answer.</summary>
    /// <param name="token">As drawn.</param>
    /// <param name="bytes">Its text.</param>
    /// <param name="ends">Whether it is an end token.</param>
    private void Take(int token, ReadOnlySpan<byte> bytes, bool ends)
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

    private static AnswerPart Join(AnswerPart? first, AnswerPart rest) =>
        first is { } part
            ? new AnswerPart(part.Text + rest.Text, [.. part.Tokens, .. rest.Tokens], rest.CutTokens)
            : rest;

    private void Finish(AnswerPart part, FinishReason reason)
    {
        Give(new GeneratedPiece(part.Text, part.Tokens, _promptTokens, reason) { CutTokens = part.CutTokens! });
        IsOver = true;
        _grammar?.Dispose();
        _pieces.Writer.TryComplete();
    }

    private void Give(GeneratedPiece piece)
    {
        piece = piece with { ReusedTokens = ReusedTokens };
        if (_heldProbabilities.Count > 0)
        {
            piece = piece with { LogProbabilities = _heldProbabilities.GetRange(0, piece.Tokens.Count) };
            _heldProbabilities.RemoveRange(0, piece.Tokens.Count);
        }
        _pieces.Writer.TryWrite(piece);
    }
}

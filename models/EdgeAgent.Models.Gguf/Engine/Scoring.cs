using EdgeAgent.Models.Language;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>One claimed answer on its way through the engine: nothing is drawn, every token is given.</summary>
internal sealed class Scoring : SequenceWork
{
    private readonly ScoreRequest _request;
    private readonly int[] _tokens;
    private readonly GrammarState? _grammar;
    private readonly int _promptTokens;
    private readonly List<TokenScore> _scores;
    private bool _isBroken;
    private readonly TaskCompletionSource<ScoreResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="request">Checked.</param>
    /// <param name="prompt">Its prompt; with the continuation no longer than the context.</param>
    /// <param name="grammar">Where the answer stands in its grammar; owned. Null: it has none.</param>
    /// <param name="adapter">What it is computed with; null: the model alone.</param>
    public Scoring(ScoreRequest request, int[] prompt, GrammarState? grammar, UsedAdapter? adapter)
        : base(request.Requester, adapter)
    {
        _grammar = grammar;
        _request = request;
        _promptTokens = prompt.Length;
        _tokens = [.. prompt, .. request.Continuation];
        _scores = new List<TokenScore>(request.Continuation.Count);
    }

    /// <summary>Ends with the scores, or with the exception that ended it.</summary>
    public Task<ScoreResult> Result => _result.Task;

    /// <remarks>The last token is judged and never computed.</remarks>
    public override ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, _tokens.Length - 1);

    public override int MostTokens => _tokens.Length - 1;

    public override int FirstWanted => _promptTokens - 1;

    /// <remarks>What is computed again after a failure is not judged again.</remarks>
    public override bool WantsLogits(int index) => index >= FirstWanted + _scores.Count;

    public override void Accept(int index, Span<float> logits, TokenDrawer drawer)
    {
        var position = index + 1;
        var token = _tokens[position];
        var logProbability = logits[token] - LogProbabilities.Normalizer(logits);
        var rank = LogProbabilities.Rank(logits, token);
        var before = _tokens.AsSpan(0, position);
        var allowed = _grammar is null ? logits.Length : MaskFor(token, logits, drawer);
        var examined = drawer.Sampler.Examine(
            logits, _request.Sampling, _request.Seed, position, before, token);
        _scores.Add(new TokenScore(
            token, logProbability, rank, examined.Drawn, examined.Margin, examined.IsKept, IsForced: allowed == 1));
        if (position == _tokens.Length - 1)
        {
            IsOver = true;
            _grammar?.Dispose();
            _result.TrySetResult(new ScoreResult(_promptTokens, _scores));
        }
    }

    public override void Abandon(Exception? cause)
    {
        IsOver = true;
        _grammar?.Dispose();
        if (cause is null)
        {
            _result.TrySetCanceled();
        }
        else
        {
            _result.TrySetException(cause);
        }
    }

    /// <summary>Forbids what the grammar forbids and moves it on.</summary>
    /// <returns>How many tokens it allows.</returns>
    private int MaskFor(int token, Span<float> logits, TokenDrawer drawer)
    {
        var allowed = TokenDrawer.Mask(logits, _grammar!);
        var text = drawer.Ends(token) ? [] : drawer.TextOf(token);
        if (_isBroken || !_grammar!.Allows(token, text))
        {
            // Behind a token that it forbids the grammar says nothing any more: every further one is forbidden too.
            _isBroken = true;
            logits[token] = float.NegativeInfinity;
        }
        else
        {
            _grammar.Accept(token, text);
        }
        return allowed;
    }
}

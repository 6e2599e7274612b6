using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Sampling;

/// <summary>The repetition penalty; see <see cref="SamplingParameters.RepetitionPenalty"/>.</summary>
internal sealed class RepetitionPenalty(int vocabularyTokens)
{
    private float[]? _penalised;

    /// <summary>For each token the draw that last penalised it: each token is penalised once however often it occurs.</summary>
    private int[]? _penalisedInDraw;

    private int _draw;

    /// <summary>Gives the logits with the penalty applied; the argument itself where there is nothing to do.</summary>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> logits, SamplingParameters sampling, ReadOnlySpan<int> before)
    {
        if (sampling.RepetitionPenalty == 1 || sampling.RepetitionWindow == 0 || before.IsEmpty)
        {
            return logits;
        }
        _penalised ??= new float[vocabularyTokens];
        _penalisedInDraw ??= new int[vocabularyTokens];
        if (++_draw == int.MaxValue)
        {
            Array.Clear(_penalisedInDraw);
            _draw = 1;
        }
        logits.CopyTo(_penalised);
        foreach (var token in before[Math.Max(0, before.Length - sampling.RepetitionWindow)..])
        {
            if (_penalisedInDraw[token] != _draw)
            {
                _penalisedInDraw[token] = _draw;
                var logit = _penalised[token];
                _penalised[token] = logit > 0 ? logit / sampling.RepetitionPenalty : logit * sampling.RepetitionPenalty;
            }
        }
        return _penalised;
    }
}

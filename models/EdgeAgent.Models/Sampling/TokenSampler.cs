using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Sampling;

/// <summary>
/// Draws a token: a pure function of logits, parameters, seed, absolute position and the tokens before it.
/// One instance is working memory for one thread; nothing of a draw remains in it.
/// </summary>
/// <remarks>
/// The order of steps, fixed by name in <see cref="CanonicalSampling"/>:
/// <list type="number">
/// <item>Repetition penalty, once for each distinct token among the last RepetitionWindow of prompt and answer.</item>
/// <item>Temperature 0: the largest logit, the lowest id among equals. The cuts below always keep it.</item>
/// <item>Top-k: the k largest logits; at the border lower ids first.</item>
/// <item>Top-p: the shortest run of best tokens whose weights reach ceil(p · sum). A weight is
/// floor(2^30 · e^(logit - largest)) (<see cref="PortableMath.Weights"/>), the sum goes over what top-k kept.</item>
/// <item>Min-p: logit at least largest + ln(min-p).</item>
/// <item>Temperature and draw: the largest logit/T + noise (<see cref="GumbelNoise"/>) in float64, the lowest id among
/// equals. Top-p and min-p look at probabilities before temperature.</item>
/// </list>
/// All arithmetic is exact IEEE 754 without library functions, so equal logits give equal tokens on every machine.
/// </remarks>
public sealed class TokenSampler
{
    /// <summary>About what one candidate costs against one token of a full pass.</summary>
    private const int CandidatesPerVocabulary = 8;

    private readonly RepetitionPenalty _penalty;
    private readonly CandidateCuts _cuts;

    /// <summary>Makes working memory for one vocabulary; it grows at the first use of each step, then stays.</summary>
    /// <param name="vocabularyTokens">Number of logits in each draw, at least 1.</param>
    public TokenSampler(int vocabularyTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularyTokens, 1);
        VocabularyTokens = vocabularyTokens;
        _penalty = new RepetitionPenalty(vocabularyTokens);
        _cuts = new CandidateCuts(vocabularyTokens);
    }

    /// <summary>Number of logits in each draw.</summary>
    public int VocabularyTokens { get; }

    /// <summary>Draws one token.</summary>
    /// <param name="logits">One a token of the vocabulary, as the model computed them.</param>
    /// <param name="sampling">In range, see <see cref="SamplingParameters.Validate"/>.</param>
    /// <param name="seed">Of the request.</param>
    /// <param name="position">
    /// Where the drawn token will stand: the number of tokens before it, prompt included.
    /// </param>
    /// <param name="before">All tokens before it, or at least the last RepetitionWindow of them.</param>
    /// <exception cref="InferenceException">A logit is not a number, or the largest is infinite.</exception>
    public int Draw(
        ReadOnlySpan<float> logits, SamplingParameters sampling, ulong seed, int position, ReadOnlySpan<int> before)
    {
        ArgumentNullException.ThrowIfNull(sampling);
        if (logits.Length != VocabularyTokens)
        {
            throw new ArgumentException(
                $"{logits.Length} logits for a vocabulary of {VocabularyTokens}.", nameof(logits));
        }
        logits = _penalty.Apply(logits, sampling, before);
        var best = LogitScan.Largest(logits);
        if (sampling.Temperature == 0)
        {
            return best;
        }
        var draw = new GumbelDraw(seed, position, sampling.Temperature);
        if (!_cuts.AnyApply(sampling))
        {
            return draw.FromAll(logits, best);
        }
        var kept = _cuts.Keep(logits, logits[best], sampling);
        // Numbers of neighbouring tokens are made together, so that many candidates cost more than the vocabulary.
        return kept.Length > VocabularyTokens / CandidatesPerVocabulary
            ? draw.FromAll(_cuts.Spread(kept), best)
            : draw.FromCandidates(kept);
    }

    /// <summary>Draws, and says how far another token was from being drawn.</summary>
    /// <param name="logits">As for <see cref="Draw"/>.</param>
    /// <param name="sampling">As for <see cref="Draw"/>.</param>
    /// <param name="seed">As for <see cref="Draw"/>.</param>
    /// <param name="position">As for <see cref="Draw"/>.</param>
    /// <param name="before">As for <see cref="Draw"/>.</param>
    /// <param name="claimed">The other token.</param>
    /// <exception cref="InferenceException">A logit is not a number, or the largest is infinite.</exception>
    public DrawExamination Examine(
        ReadOnlySpan<float> logits,
        SamplingParameters sampling,
        ulong seed,
        int position,
        ReadOnlySpan<int> before,
        int claimed)
    {
        var drawn = Draw(logits, sampling, seed, position, before);
        if (drawn == claimed)
        {
            return new DrawExamination(drawn, 0, true);
        }
        var penalised = _penalty.Apply(logits, sampling, before);
        var margin = Score(penalised[drawn], drawn) - Score(penalised[claimed], claimed);
        return new DrawExamination(drawn, margin, IsKept(penalised, sampling, claimed));

        double Score(float logit, int token) => sampling.Temperature == 0
            ? logit
            : (logit / (double)sampling.Temperature) + GumbelNoise.At(seed, position, token);
    }

    private bool IsKept(ReadOnlySpan<float> logits, SamplingParameters sampling, int token)
    {
        if (float.IsNegativeInfinity(logits[token]))
        {
            return false;
        }
        if (!_cuts.AnyApply(sampling))
        {
            return true;
        }
        foreach (var candidate in _cuts.Keep(logits, logits[LogitScan.Largest(logits)], sampling))
        {
            if (candidate.Token == token)
            {
                return true;
            }
        }
        return false;
    }
}

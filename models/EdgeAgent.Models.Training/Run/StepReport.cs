using System.Globalization;
using EdgeAgent.Models.Training.Model;

namespace EdgeAgent.Models.Training.Run;

/// <summary>Progress since the last line.</summary>
internal sealed class StepReport
{
    private double _answerLoss;
    private long _answerTokens;
    private long _tokens;
    private double _seconds;
    private float _norm;

    /// <summary>Mean loss of answer tokens in the last line, nats.</summary>
    public double LastLoss { get; private set; }

    /// <summary>Takes one step.</summary>
    public void Add(IReadOnlyList<LaneGradient> lanes, float norm, TimeSpan elapsed)
    {
        _answerLoss += lanes.Sum(lane => lane.AnswerLoss);
        _answerTokens += lanes.Sum(lane => lane.AnswerTokens);
        _tokens += lanes.Sum(lane => lane.Tokens);
        _seconds += elapsed.TotalSeconds;
        _norm = norm;
    }

    /// <summary>One line of progress; starts a new interval.</summary>
    public string Line(long step, long tokens, long all)
    {
        LastLoss = _answerLoss / Math.Max(1, _answerTokens);
        var speed = _tokens / Math.Max(1e-9, _seconds);
        var line = string.Create(CultureInfo.InvariantCulture,
            $"step {step}, {tokens / 1e6:F2} of {all / 1e6:F0} M tokens, answer loss {LastLoss:F4}, gradient {_norm:F2}, {speed:F0} tokens/s, {(all - tokens) / speed / 60:F0} min left");
        (_answerLoss, _answerTokens, _tokens, _seconds) = (0, 0, 0, 0);
        return line;
    }
}

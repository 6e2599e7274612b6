namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>How fast the engine is, measured as it goes: bounds what a prompt takes of a step, and how long a line is.</summary>
internal sealed class EnginePace
{
    /// <summary>Longest time by which a prompt may delay the tokens of others, unless a token itself takes longer.</summary>
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMilliseconds(60);

    /// <summary>Weight of a new measurement.</summary>
    private const double Share = 0.2;

    /// <summary>Fewest tokens of a prompt in a step: fewer make a matrix product no faster than single tokens.</summary>
    private const int LeastPromptTokens = 16;

    /// <summary>Before the first measurement, seconds: a small board.</summary>
    private const double AssumedPromptSeconds = 0.01;

    private double _promptSeconds;
    private double _stepSeconds;
    private double _answerSeconds;

    /// <summary>Adds a step.</summary>
    /// <param name="promptTokens">Tokens of prompts in it.</param>
    /// <param name="answers">Sequences that were given a token.</param>
    /// <param name="elapsed">Its time.</param>
    public void Add(int promptTokens, int answers, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        if (promptTokens >= LeastPromptTokens)
        {
            var prompt = Math.Max(0, seconds - (answers > 0 ? _stepSeconds : 0)) / promptTokens;
            Volatile.Write(ref _promptSeconds, Blend(_promptSeconds, prompt));
        }
        else if (promptTokens == 0 && answers > 0)
        {
            Volatile.Write(ref _stepSeconds, Blend(_stepSeconds, seconds));
            Volatile.Write(ref _answerSeconds, Blend(_answerSeconds, seconds / answers));
        }
    }

    /// <summary>Tokens of prompts that a step may hold beside those of answers.</summary>
    public int PromptTokensBesideAnswers()
    {
        var seconds = _promptSeconds > 0 ? _promptSeconds : AssumedPromptSeconds;
        var allowed = Math.Max(s_longestDelay.TotalSeconds, _stepSeconds) / seconds;
        return (int)Math.Clamp(allowed, LeastPromptTokens, EngineLimits.PromptChunkTokens);
    }

    /// <summary>How long a newcomer would wait for a place.</summary>
    /// <param name="ahead">All that runs and waits.</param>
    /// <param name="slots">Places.</param>
    /// <remarks>
    /// Those that run share the machine's speed; each takes as long as what it may still ask for.
    /// Safe for callers of any thread: what it reads may be a step old.
    /// </remarks>
    public TimeSpan WaitFor(IEnumerable<SequenceWork> ahead, int slots)
    {
        var costs = new Queue<double>(ahead.Select(Cost));
        var running = new List<double>();
        var seconds = 0.0;
        while (costs.Count > 0 || running.Count >= slots)
        {
            while (running.Count < slots && costs.TryDequeue(out var next))
            {
                running.Add(next);
            }
            if (running.Count < slots)
            {
                break;
            }
            var shortest = running.Min();
            seconds += shortest * running.Count;
            running = [.. running.Select(cost => cost - shortest).Where(static cost => cost > 0)];
        }
        return TimeSpan.FromSeconds(seconds);
    }

    private double Cost(SequenceWork work)
    {
        var prompt = Math.Max(0, work.PromptTokensAhead);
        var answer = Math.Max(0, work.TokensAhead - prompt);
        return (prompt * Volatile.Read(ref _promptSeconds)) + (answer * Volatile.Read(ref _answerSeconds)) + double.Epsilon;
    }

    private static double Blend(double old, double measured) =>
        old == 0 ? measured : old + (Share * (measured - old));
}

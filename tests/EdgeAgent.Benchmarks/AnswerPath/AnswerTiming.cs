using System.Diagnostics;

namespace EdgeAgent.Benchmarks.AnswerPath;

/// <summary>Times of one answer.</summary>
/// <param name="FirstTokenMs">From the question to the first token.</param>
/// <param name="TokensPerSecond">Of the tokens behind the first.</param>
internal sealed record AnswerTiming(double FirstTokenMs, double TokensPerSecond)
{
    public static AnswerTiming Of(long asked, long first, long last, int tokensBehindFirst) => new(
        Stopwatch.GetElapsedTime(asked, first).TotalMilliseconds,
        tokensBehindFirst / Stopwatch.GetElapsedTime(first, last).TotalSeconds);
}

using System.Text;

namespace EdgeAgent.Benchmarks.Engine;

/// <summary>Many clients that ask and ask again, the same questions of each side.</summary>
internal static class Load
{
    private const int Clients = 8;
    private const int RequestsEach = 3;

    /// <summary>What the clients saw.</summary>
    /// <param name="TokensPerSecond">Tokens of all answers together.</param>
    /// <param name="GapP99Ms">99th percentile of the time between two tokens of one answer.</param>
    /// <param name="FirstMs">Median time to the first token.</param>
    internal sealed record Outcome(double TokensPerSecond, double GapP99Ms, double FirstMs);

    /// <summary>A prompt of random words, about as many tokens as words.</summary>
    public static string Prompt(int seed, int words)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            text.Append(' ').Append("btdklmnprsvwz"[random.Next(13)]).Append("aeiou"[random.Next(5)])
                .Append("btdklmnprsvwz"[random.Next(13)]).Append("aeiou"[random.Next(5)]);
        }
        return text.ToString();
    }

    public static async Task<Outcome> RunAsync(IAnswerer side, CancellationToken cancellationToken)
    {
        var gaps = new List<double>();
        var first = new Samples();
        var tokens = 0;
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(
            async () =>
            {
                for (var i = 0; i < RequestsEach; i++)
                {
                    var number = (client * RequestsEach) + i;
                    var own = await AskAsync(side, number, gaps, first, cancellationToken);
                    Interlocked.Add(ref tokens, own);
                }
            },
            cancellationToken)));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        gaps.Sort();
        return new Outcome(tokens / seconds, gaps[gaps.Count * 99 / 100], first.Median);
    }

    private static async Task<int> AskAsync(
        IAnswerer side, int number, List<double> gaps, Samples first, CancellationToken cancellationToken)
    {
        var random = new Random(number);
        var prompt = Prompt(number, 24 + random.Next(200));
        var asked = 24 + random.Next(80);
        var tokens = 0;
        var last = TimeProvider.System.GetTimestamp();
        await foreach (var count in side.AnswerAsync(prompt, asked, cancellationToken))
        {
            var now = TimeProvider.System.GetTimestamp();
            var elapsed = TimeProvider.System.GetElapsedTime(last, now).TotalMilliseconds;
            lock (gaps)
            {
                if (tokens == 0)
                {
                    first.Add(elapsed);
                }
                else
                {
                    gaps.Add(elapsed);
                }
            }
            tokens += count;
            last = now;
        }
        return tokens;
    }
}

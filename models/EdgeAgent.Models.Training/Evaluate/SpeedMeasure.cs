using EdgeAgent.Models.Home;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Measures the speed of a model that was loaded with one thread.</summary>
internal sealed class SpeedMeasure(ILanguageModel model, TimeProvider time)
{
    private const int Homes = 8;
    private const int Items = 30;
    private const int MaxAnswerTokens = 120;

    /// <summary>Runs homes of 30 devices with their sentences.</summary>
    public async Task<SpeedScore> RunAsync(PhraseBook book, CancellationToken cancellationToken)
    {
        var homes = new SplitMaker(book).Make(Split.All[0], seed: 17, Homes, Items);
        var (prompt, answer) = (new Rate(), new Rate());
        var calls = new List<double>();
        foreach (var home in homes)
        {
            var system = HomePrompt.System(HomeSelection.For(home.Home, ""));
            var first = true;
            foreach (var example in home.Examples)
            {
                var started = time.GetTimestamp();
                var (begun, tokens, promptTokens) = (started, 0, 0);
                await foreach (var piece in model.GenerateAsync(Request(system, example.Sentence), cancellationToken))
                {
                    if (tokens == 0)
                    {
                        begun = time.GetTimestamp();
                    }
                    tokens += piece.Tokens.Count + piece.CutTokens.Count;
                    promptTokens = piece.PromptTokens;
                }
                var whole = time.GetElapsedTime(started);
                if (first)
                {
                    prompt.Add(promptTokens, time.GetElapsedTime(started, begun));
                }
                else
                {
                    calls.Add(whole.TotalMilliseconds);
                    answer.Add(tokens - 1, time.GetElapsedTime(begun));
                }
                first = false;
            }
        }
        calls.Sort();
        return new SpeedScore(
            Processor(), prompt.PerSecond, answer.PerSecond, calls[calls.Count / 2], calls[calls.Count * 95 / 100], calls.Count);
    }

    private static GenerationRequest Request(string system, string sentence) => new()
    {
        Prompt = new GenerationPrompt.Chat(
            [new ChatMessage("system", system), new ChatMessage("user", HomePrompt.User(sentence))]),
        Sampling = SamplingParameters.Greedy,
        MaxTokens = MaxAnswerTokens,
    };

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
                .Split(':')[^1].Trim() ?? "unknown processor"
            : "unknown processor";

    private sealed class Rate
    {
        private long _tokens;
        private TimeSpan _time;

        public double PerSecond => _tokens / Math.Max(_time.TotalSeconds, 1e-9);

        public void Add(int tokens, TimeSpan elapsed) => (_tokens, _time) = (_tokens + tokens, _time + elapsed);
    }
}

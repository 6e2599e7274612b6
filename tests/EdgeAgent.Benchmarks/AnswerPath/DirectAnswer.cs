using System.Diagnostics;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Benchmarks.AnswerPath;

/// <summary>The engine in this process, without anything between.</summary>
internal sealed class DirectAnswer(ILanguageModel model) : IAsyncDisposable
{
    private int _question;

    public static async Task<DirectAnswer> LoadAsync(string file, CancellationToken cancellationToken) =>
        new(await new GgufLanguageRuntime().LoadAsync(new LanguageModelOptions(file), cancellationToken));

    public async Task<AnswerTiming> MeasureAsync(int tokens, CancellationToken cancellationToken)
    {
        var request = new GenerationRequest
        {
            Prompt = new GenerationPrompt.Text(Questions.Next(ref _question)),
            Sampling = SamplingParameters.Greedy,
            MaxTokens = tokens,
        };
        var asked = Stopwatch.GetTimestamp();
        long first = 0;
        var atFirst = 0;
        var count = 0;
        await foreach (var piece in model.GenerateAsync(request, cancellationToken))
        {
            count += piece.Tokens.Count;
            if (first == 0 && piece.Text.Length > 0)
            {
                first = Stopwatch.GetTimestamp();
                atFirst = count;
            }
        }
        return AnswerTiming.Of(asked, first, Stopwatch.GetTimestamp(), count - atFirst);
    }

    public ValueTask DisposeAsync() => model.DisposeAsync();
}

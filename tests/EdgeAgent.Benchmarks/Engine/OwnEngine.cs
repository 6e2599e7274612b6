using System.Runtime.CompilerServices;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Benchmarks.Engine;

/// <summary>The engine in this process.</summary>
internal sealed class OwnEngine(ILanguageModel model) : IAnswerer
{
    public ILanguageModel Model { get; } = model;

    public long ResidentBytes => ProcessMemory.Of(Environment.ProcessId).RssBytes;

    public static async Task<OwnEngine> LoadAsync(
        string file, int slots, int contextTokens, int threads, CancellationToken cancellationToken) =>
        new(await new GgufLanguageRuntime().LoadAsync(
            new LanguageModelOptions(file, contextTokens, threads) { Slots = slots }, cancellationToken));

    public async IAsyncEnumerable<int> AnswerAsync(
        string prompt, int tokens, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new GenerationRequest
        {
            Prompt = new GenerationPrompt.Text(prompt),
            Sampling = SamplingParameters.Greedy,
            MaxTokens = tokens,
        };
        await foreach (var piece in Model.GenerateAsync(request, cancellationToken))
        {
            yield return piece.Tokens.Count + piece.CutTokens.Count;
        }
    }

    public ValueTask DisposeAsync() => Model.DisposeAsync();
}

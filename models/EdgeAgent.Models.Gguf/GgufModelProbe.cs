using System.Globalization;
using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf;

/// <summary>Loads a model and computes with it once, in a process that may die of it.</summary>
/// <remarks>
/// Headers are checked before native code sees them, and still a file may hold what ends the process: this is for a child
/// whose end tells its parent.
/// </remarks>
public static class GgufModelProbe
{
    private const int PageBytes = 4096;

    /// <summary>Probes a model.</summary>
    /// <param name="options">As it will be loaded.</param>
    /// <param name="promptTokens">About how long a prompt is computed; a whole step shows the most memory.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ModelFormatException">The file is not a model that can be run.</exception>
    /// <exception cref="InferenceException">It does not fit, or cannot be computed.</exception>
    public static async Task<ModelProbeReport> RunAsync(
        LanguageModelOptions options, int promptTokens, CancellationToken cancellationToken)
    {
        await Task.Run(LlamaLibrary.Load, cancellationToken); // the libraries are no part of a model
        GC.Collect();
        var facts = GgufModelFacts.Of(GgufFile.Read(options.Path));
        var plan = MemoryNeed.Plan(facts, options, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        var before = ResidentBytes();
        await using var model = await new GgufLanguageRuntime().LoadAsync(options, cancellationToken);
        var request = new GenerationRequest
        {
            // One letter after another: each is a token or two in any vocabulary.
            Prompt = new GenerationPrompt.Text(
                string.Concat(Enumerable.Range(0, promptTokens).Select(static i => (char)('a' + (i * 7 % 26))))),
            Sampling = SamplingParameters.Greedy,
            MaxTokens = 16,
        };
        var first = 0L;
        var (tokens, used) = (0, 0);
        await foreach (var piece in model.GenerateAsync(request, cancellationToken))
        {
            first = first == 0 ? TimeProvider.System.GetTimestamp() : first;
            tokens += piece.Tokens.Count + piece.CutTokens.Count;
            used = piece.PromptTokens + tokens;
        }
        var seconds = TimeProvider.System.GetElapsedTime(first).TotalSeconds;
        GC.Collect();
        return new ModelProbeReport(
            model.Info.Name,
            (long)MemoryNeed.Estimate(facts, plan.Cells, plan.MostOutputs, used).Total,
            ResidentBytes() - before,
            model.Info.Threads,
            tokens > 1 && seconds > 0 ? (tokens - 1) / seconds : 0);
    }

    /// <summary>proc(5): the second field of statm, pages.</summary>
    private static long ResidentBytes() => PageBytes * long.Parse(
        File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture);
}

using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Plans a load within a device's memory, or says what would fit, before anything is loaded.</summary>
internal static class MemoryNeed
{
    /// <summary>llama.cpp rounds the size of its memory up to it (llama-context.cpp: GGML_PAD).</summary>
    private const int CellsUnit = 256;

    /// <summary>
    /// Share of what weights and one sequence leave that more sequences may take: the rest of the device lives too.
    /// </summary>
    private const int SharedPart = 4;

    /// <param name="facts">Of the model.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="availableBytes">Memory of the device, or of what confines this process.</param>
    /// <exception cref="ModelTooLargeException">It does not fit; the text has the numbers and what would.</exception>
    public static LoadPlan Plan(GgufModelFacts facts, LanguageModelOptions options, long availableBytes)
    {
        availableBytes = options.MemoryBytes > 0 ? Math.Min(options.MemoryBytes, availableBytes) : availableBytes;
        var trained = facts.TrainedContextTokens;
        var context = options.ContextTokens > 0 ? Math.Min(options.ContextTokens, trained) : trained;
        var slots = options.Slots > 0 ? Math.Min(options.Slots, EngineLimits.MaxSlots) : EngineLimits.DefaultSlots;
        var outputs = MostOutputs(facts, slots);
        var one = Estimate(facts, context, outputs);
        Check(facts, context, one, availableBytes, outputs);
        var cells = context;
        if (!facts.SumsUpContext && slots > 1)
        {
            var shared = (availableBytes - one.Total) / SharedPart / Math.Max(1, facts.ContextBytesPerToken);
            var most = Math.Min((long)context * slots, facts.MostCells);
            cells = (int)Math.Clamp(context + (long)shared, context, Math.Max(context, most));
        }
        cells = RoundUp(cells);
        var kept = options.PromptCacheBytes is { } bytes
            ? (int)Math.Min(cells, bytes / Math.Max(1, facts.ContextBytesPerToken))
            : cells;
        return new LoadPlan(context, slots, cells, kept, outputs, Estimate(facts, cells, outputs));
    }

    /// <summary>What a load takes.</summary>
    /// <param name="facts">Of the model.</param>
    /// <param name="cells">Tokens in its memory.</param>
    /// <param name="outputs">Most tokens of a step with logits.</param>
    /// <param name="used">Of the tokens in memory those that are in use; null: all.</param>
    public static MemoryEstimate Estimate(GgufModelFacts facts, int cells, int outputs, int? used = null)
    {
        cells = RoundUp(cells);
        return new MemoryEstimate(
            facts.WeightBytes,
            facts.ContextBytesPerToken * cells,
            ComputeMemory.Estimate(facts, RoundUp(used ?? cells), outputs));
    }

    private static int MostOutputs(GgufModelFacts facts, int slots) => Math.Clamp(
        EngineLimits.MaxLogitBytes / (sizeof(float) * facts.VocabularyTokens),
        2 * slots,
        EngineLimits.PromptChunkTokens);

    private static int RoundUp(int cells) => (int)Math.Min(
        ((long)cells + CellsUnit - 1) / CellsUnit * CellsUnit, int.MaxValue - CellsUnit);

    private static void Check(
        GgufModelFacts facts, int context, MemoryEstimate need, long availableBytes, int outputs)
    {
        if (need.Total <= availableBytes)
        {
            return;
        }
        var least = Estimate(facts, 1, outputs);
        if (least.Total > availableBytes)
        {
            throw new ModelTooLargeException(
                $"{facts.Name} has {MiB(facts.WeightBytes)} MiB of weights and computes in {MiB(least.Compute)} MiB; " +
                $"{MiB(availableBytes)} MiB of memory are there. Take a smaller model or a stronger quantization.");
        }
        var fits = context;
        while (fits > 1 && Estimate(facts, fits, outputs).Total > availableBytes)
        {
            fits = (int)((long)fits * 15 / 16);
        }
        throw new ModelTooLargeException(
            $"A context of {context} tokens needs {MiB(need.Context)} MiB, beside {MiB(need.Weights)} MiB of weights and " +
            $"{MiB(need.Compute)} MiB to compute in; {MiB(availableBytes)} MiB of memory are there. " +
            $"{fits} tokens would fit.");
    }

    private static Int128 MiB(Int128 bytes) => bytes >> 20;
}

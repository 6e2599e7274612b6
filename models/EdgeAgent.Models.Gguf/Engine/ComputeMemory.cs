using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// What llama.cpp takes to compute in: the activations that live at once in the largest step, and buffers that do not
/// depend on the model.
/// </summary>
internal static class ComputeMemory
{
    /// <param name="facts">Of the model.</param>
    /// <param name="cells">Tokens in its memory that are in use: the mask grows with them.</param>
    /// <param name="outputs">Most tokens of a step with logits.</param>
    public static long Estimate(GgufModelFacts facts, int cells, int outputs)
    {
        long tokens = Math.Min(EngineLimits.PromptChunkTokens, cells);
        // The mask of attention stands there in float32 and in float16.
        var mask = tokens * cells * (sizeof(float) + 2);
        var residual = 3 * tokens * facts.EmbeddingLength * sizeof(float);
        var feedForward = 2 * tokens * facts.FeedForwardLength * sizeof(float);
        // Once in the graph, once where they are handed out.
        var logits = 2L * outputs * facts.VocabularyTokens * sizeof(float);
        return mask + Math.Max(residual + feedForward, logits / 2) + (logits / 2);
    }
}

using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Holds weights and context against a device's memory before anything is loaded.</summary>
internal static class MemoryNeed
{
    /// <param name="facts">Of the model.</param>
    /// <param name="contextTokens">Asked context.</param>
    /// <param name="availableBytes">Memory of the device, or of what confines this process.</param>
    /// <exception cref="InferenceException">It does not fit; the text has the numbers and what would.</exception>
    public static void Check(GgufModelFacts facts, int contextTokens, long availableBytes)
    {
        var left = availableBytes - facts.WeightBytes;
        if (left < facts.ContextBytesPerToken)
        {
            throw new InferenceException(
                $"The weights have {MiB(facts.WeightBytes)} MiB, this device has {MiB(availableBytes)} MiB of " +
                "memory. Take a smaller model or a stronger quantization.");
        }
        var needed = (Int128)facts.ContextBytesPerToken * contextTokens;
        if (needed > left)
        {
            throw new InferenceException(
                $"A context of {contextTokens} tokens needs {MiB(needed)} MiB beside {MiB(facts.WeightBytes)} MiB " +
                $"of weights; this device has {MiB(availableBytes)} MiB. " +
                $"At most {left / facts.ContextBytesPerToken} tokens would fit.");
        }
    }

    private static Int128 MiB(Int128 bytes) => bytes >> 20;
}

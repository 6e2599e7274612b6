using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>What a load takes in memory, bytes.</summary>
/// <param name="Weights">Weights, in the file's encoding.</param>
/// <param name="Context">Keys and values.</param>
/// <param name="Compute">Activations of the largest step, and its logits.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemoryEstimate(long Weights, long Context, long Compute)
{
    public Int128 Total => (Int128)Weights + Context + Compute;
}

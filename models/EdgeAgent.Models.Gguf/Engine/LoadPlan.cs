using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>What a load will take.</summary>
/// <param name="ContextTokens">Most tokens of one sequence.</param>
/// <param name="Slots">Most sequences side by side.</param>
/// <param name="Cells">Tokens that all sequences together hold.</param>
/// <param name="KeptTokens">Most of these for beginnings of earlier requests.</param>
/// <param name="MostOutputs">Most tokens of one step behind which logits are wanted.</param>
/// <param name="Memory">What it takes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoadPlan(
    int ContextTokens, int Slots, int Cells, int KeptTokens, int MostOutputs, MemoryEstimate Memory);

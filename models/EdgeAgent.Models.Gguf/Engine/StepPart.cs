using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>What a step computes of one work.</summary>
/// <param name="Work">Whose tokens.</param>
/// <param name="Start">The first token's place in its sequence.</param>
/// <param name="Count">Number of tokens.</param>
/// <param name="BatchStart">The first token's place in the batch.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StepPart(SequenceWork Work, int Start, int Count, int BatchStart);

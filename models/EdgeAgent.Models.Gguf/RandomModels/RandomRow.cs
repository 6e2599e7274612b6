using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.RandomModels;

/// <summary>What a row of a random matrix looks like.</summary>
/// <param name="Deviation">Standard deviation of its weights, whose mean is 0.</param>
/// <param name="First">What the first weight is set to, as near as the encoding comes; null: it is like the others.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RandomRow(double Deviation, double? First = null);

using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Language;

/// <summary>A token and how likely the model found it.</summary>
/// <param name="Token">Its id.</param>
/// <param name="LogProbability">Natural logarithm, from the model's own logits: before penalty, cuts and temperature.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenProbability(int Token, double LogProbability);

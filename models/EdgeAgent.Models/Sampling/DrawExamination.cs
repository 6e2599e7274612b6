using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Sampling;

/// <summary>How a claimed token compares with a draw.</summary>
/// <param name="Drawn">The token that is drawn.</param>
/// <param name="Margin">
/// How far the claimed one lies behind it: difference of logit/temperature + noise, of logits at temperature 0. Negative
/// only for a token that was cut; infinite where its logit is.
/// </param>
/// <param name="IsKept">Whether no cut removes the claimed token.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DrawExamination(int Drawn, double Margin, bool IsKept);

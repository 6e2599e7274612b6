using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Sampling;

/// <summary>A token that may be drawn.</summary>
/// <param name="Logit">After the repetition penalty.</param>
/// <param name="Token">Its id.</param>
/// <param name="Weight">Its share in a sum that selection counts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Candidate(float Logit, int Token, int Weight)
{
    /// <summary>The one order of all selections: higher logit first, lower id first among equals.</summary>
    public bool Precedes(Candidate other) =>
        Logit > other.Logit || (Logit == other.Logit && Token < other.Token);
}

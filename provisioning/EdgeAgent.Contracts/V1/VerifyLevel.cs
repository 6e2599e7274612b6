using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>How the work is to be checked.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum VerifyLevel : byte
{
    /// <summary>Model hash and plausibility only.</summary>
    None = 0,

    /// <summary>By the audit schedule.</summary>
    Audit = 1,

    /// <summary>By a second provider from another home.</summary>
    Replicate = 2,
}

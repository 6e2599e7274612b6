using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>How an attester has checked a claim.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum AttestationMethod : byte
{
    /// <summary>One teacher-forced pass over the tokens.</summary>
    TokenAudit = 1,

    /// <summary>The pipeline run again, outputs compared within its tolerance.</summary>
    Tolerance = 2,

    /// <summary>Embeddings compared by angle.</summary>
    Cosine = 3,

    /// <summary>Random ranges of a stored blob against its Merkle root.</summary>
    RandomRange = 4,

    /// <summary>A second provider's answer.</summary>
    Replica = 5,
}

using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>What a claim is about; the number stands in the signed data.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum ClaimKind : byte
{
    /// <summary>A whole answer to a conversation.</summary>
    Chat = 1,

    /// <summary>A whole continuation of a text.</summary>
    Completion = 2,

    /// <summary>Vectors of texts.</summary>
    Embedding = 3,

    /// <summary>Runs of an ONNX pipeline.</summary>
    Pipeline = 4,

    /// <summary>Bytes kept for another.</summary>
    Blob = 5,

    /// <summary>An answer that was cut: cancelled, out of time, or left for a successor.</summary>
    Partial = 128,
}

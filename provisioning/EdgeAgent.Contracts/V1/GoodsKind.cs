using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>What is traded; the number stands in the signed data. One agreement type for all of them, so that compute can pay for storage.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum GoodsKind : byte
{
    /// <summary>An answer to a conversation; units are tokens.</summary>
    Chat = 1,

    /// <summary>A continuation of a text; units are tokens.</summary>
    Completion = 2,

    /// <summary>Vectors of texts; units in are tokens, units out are vectors.</summary>
    Embedding = 3,

    /// <summary>Runs of an ONNX pipeline; units are items.</summary>
    Pipeline = 4,

    /// <summary>Encrypted bytes kept for another; units are GiB-days.</summary>
    Blob = 5,
}

using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>What the requester says of work that was claimed.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum ReceiptVerdict : byte
{
    /// <summary>All that was claimed was delivered.</summary>
    Accepted = 1,

    /// <summary>A part of it was delivered; that part is paid.</summary>
    Partial = 2,

    /// <summary>Nothing is paid; the reason says why.</summary>
    Rejected = 3,
}

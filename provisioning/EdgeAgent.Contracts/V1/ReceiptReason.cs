using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>Why a receipt is not for all that was claimed.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum ReceiptReason : byte
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>Another provider goes on with the work.</summary>
    Moved = 1,

    /// <summary>The requester had no more use for it.</summary>
    Cancelled = 2,

    /// <summary>The provider's owner needed the device.</summary>
    Preempted = 3,

    /// <summary>The claimed output never came.</summary>
    NotDelivered = 4,

    /// <summary>More is asked than quote and units give.</summary>
    Overpriced = 5,

    /// <summary>An audit failed.</summary>
    Quality = 6,
}

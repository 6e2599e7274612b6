using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>Under which rule a posting was made; the number stands in the signed data. Append only.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum SettleRule : byte
{
    /// <summary>Escrow taken from the requester for a lock.</summary>
    Opened = 1,

    /// <summary>Paid by the requester's receipt; the rest stays with it.</summary>
    Receipt = 2,

    /// <summary>No receipt came; what the requester had acknowledged is paid.</summary>
    Usage = 3,

    /// <summary>The hub witnessed the delivery and the requester said nothing in time: paid as accepted.</summary>
    Silence = 4,

    /// <summary>Nothing was delivered: the escrow goes back.</summary>
    Refund = 5,

    /// <summary>The escrow's time is over: what is left goes back.</summary>
    Deadline = 6,

    /// <summary>An audit failed: the payment goes to the kitty.</summary>
    Slashed = 7,

    /// <summary>A device's earnings go to its owner's household.</summary>
    Payout = 8,

    /// <summary>The administrator moves a lost device's balance to the household.</summary>
    LostDevice = 9,

    /// <summary>An epoch was closed; no money moves.</summary>
    Epoch = 10,
}

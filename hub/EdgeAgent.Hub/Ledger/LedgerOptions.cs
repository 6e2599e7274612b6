using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Settings of the ledger.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Hub:Ledger";

    /// <summary>Micro-credits of one credit.</summary>
    public const long MicrosPerCredit = 1_000_000;

    /// <summary>What the household may owe, credits. One credit is about one cent of the default energy price.</summary>
    [Range(0, 1_000_000)]
    public int HouseholdLimitCredits { get; set; } = 100;

    /// <summary>What a device keeps for its own purchases when the rest of its earnings is paid out, credits.</summary>
    [Range(0, 1_000_000)]
    public int DeviceReserveCredits { get; set; } = 1;

    /// <summary>Time between two closed epochs, minutes; an epoch without claims is not closed.</summary>
    [Range(1, 10_080)]
    public int EpochMinutes { get; set; } = 60;

    /// <summary><see cref="HouseholdLimitCredits"/> in micro-credits.</summary>
    public long HouseholdLimitMicros => HouseholdLimitCredits * MicrosPerCredit;
}

using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Trading;

/// <summary>What the owner wants for the device's work.</summary>
public sealed class TradingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Trading";

    /// <summary>Whether the device takes new work; what runs goes on.</summary>
    public bool Sell { get; set; } = true;

    /// <summary>Price of energy, credits a kWh; a credit is about a cent.</summary>
    [Range(0, 10_000)]
    public double EnergyCreditsPerKwh { get; set; } = 30;

    /// <summary>Power under load, watts.</summary>
    [Range(0, 10_000)]
    public double Watts { get; set; } = 6;

    /// <summary>Wear of the device, credits for each hour of work.</summary>
    [Range(0, 10_000)]
    public double WearCreditsPerHour { get; set; } = 0.1;

    /// <summary>What the owner wants beyond the cost, percent.</summary>
    [Range(0, 10_000)]
    public double MarginPercent { get; set; } = 20;

    /// <summary>Least price of a generated token, micro-credits.</summary>
    [Range(0, 1_000_000)]
    public int LeastPriceOut { get; set; } = 1;

    /// <summary>No new work above this temperature, °C.</summary>
    [Range(0, 150)]
    public double MaxTempC { get; set; } = 85;

    /// <summary>First hour of the day in which the owner wants the device for itself, 0 to 23, local time.</summary>
    [Range(0, 23)]
    public int OwnFromHour { get; set; }

    /// <summary>First hour of the day in which it sells again, 0 to 23; the same as <see cref="OwnFromHour"/>: it always sells.</summary>
    [Range(0, 23)]
    public int OwnToHour { get; set; }
}

using System.Globalization;

namespace EdgeAgent.Models.Home;

/// <summary>Which kinds take which verbs and values.</summary>
public static class HomeAbilities
{
    /// <summary>True where the verb makes sense for the kind; questions do for all.</summary>
    public static bool Can(HomeVerb verb, HomeKind kind) => verb switch
    {
        HomeVerb.On or HomeVerb.Off or HomeVerb.Toggle => HomeKinds.IsActuator(kind)
            && kind is not (HomeKind.Cover or HomeKind.Lock),
        HomeVerb.Open or HomeVerb.Close => kind is HomeKind.Cover or HomeKind.Valve,
        HomeVerb.Stop => kind is HomeKind.Cover or HomeKind.Vacuum,
        HomeVerb.Lock or HomeVerb.Unlock => kind is HomeKind.Lock,
        HomeVerb.Set or HomeVerb.Up or HomeVerb.Down =>
            kind is HomeKind.Light or HomeKind.Cover or HomeKind.Heater or HomeKind.Fan or HomeKind.Speaker,
        HomeVerb.Color => kind is HomeKind.Light,
        _ => true,
    };

    /// <summary>True for verbs that change something.</summary>
    public static bool Acts(HomeVerb verb) => verb <= HomeVerb.Timer;

    /// <summary>True where the kind can be in the state.</summary>
    public static bool CanBe(HomeKind kind, string state) => state switch
    {
        "on" or "off" => kind is not (HomeKind.Cover or HomeKind.Lock or HomeKind.Door or HomeKind.Window)
            && !HomeKinds.IsQuantity(kind),
        "open" or "closed" => kind is HomeKind.Cover or HomeKind.Valve or HomeKind.Door or HomeKind.Window,
        "locked" or "unlocked" => kind is HomeKind.Lock,
        _ => false,
    };

    /// <summary>True for a level that the kind can be set to: 0 to 100 percent, 5 to 35 degrees Celsius, 41 to 95 Fahrenheit.</summary>
    public static bool IsLevel(HomeKind kind, string value)
    {
        var fahrenheit = value.EndsWith(" f", StringComparison.Ordinal);
        return TryNumber(fahrenheit ? value[..^2] : value, out var number) && (kind == HomeKind.Heater
            ? (fahrenheit ? number is >= 41 and <= 95 : number is >= 5 and <= 35)
            : !fahrenheit && number is >= 0 and <= 100);
    }

    /// <summary>Reads a decimal number.</summary>
    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out number);
}

using System.Globalization;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Points;

namespace EdgeAgent.Hub.Assistant;

/// <summary>Names, values and states of points in words.</summary>
internal static class PointWords
{
    /// <summary>What a state asks of a value; null where the point's value is unknown.</summary>
    public static bool? IsIn(HomePoint point, string state) => point.Value is not { } value ? null : state switch
    {
        "on" or "open" or "locked" => value > (point.Info.Min ?? 0),
        _ => value <= (point.Info.Min ?? 0),
    };

    /// <summary>A value with its unit, or its state: <c>21.4 °C</c>, <c>40 %</c>, <c>locked</c>.</summary>
    public static string Value(PointInfo info, double value) => info.Kind switch
    {
        PointKind.Lock => value > 0 ? "locked" : "unlocked",
        PointKind.Door or PointKind.Window or PointKind.Valve => value > 0 ? "open" : "closed",
        PointKind.Motion => value > 0 ? "sees somebody" : "sees nobody",
        PointKind.Leak => value > 0 ? "wet" : "dry",
        PointKind.Smoke => value > 0 ? "reports smoke" : "reports no smoke",
        PointKind.Cover => value <= (info.Min ?? 0) ? "closed" : value >= info.Max ? "open" : $"{Percent(info, value)} open",
        PointKind.Heater when PointTarget.IsThermostat(info) => $"set to {Number(value)} °C",
        <= PointKind.Vacuum => value <= (info.Min ?? 0) ? "off" : value >= info.Max ? "on" : $"on at {Percent(info, value)}",
        _ => $"{Number(value)}{(info.Unit is { Length: > 0 } unit ? " " + unit : "")}",
    };

    /// <summary>A sentence about a point as it is: <c>Nursery lamp is off.</c></summary>
    public static string Sentence(string name, HomePoint point) => point.Value is { } value
        ? $"{Capital(name)} {Verb(point.Info.Kind)}{Value(point.Info, value)}."
        : $"{Capital(name)} has no fresh value{(point.Online ? "" : ": its device is away")}.";

    /// <summary>A number with at most one decimal.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Names as a list: <c>a, b and c</c>; a long list is cut and counted.</summary>
    public static string List(IReadOnlyList<string> names)
    {
        if (names.Count > AssistantLimits.Listed)
        {
            return $"{string.Join(", ", names.Take(AssistantLimits.Listed))} and {names.Count - AssistantLimits.Listed} more";
        }
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    /// <summary>The first letter large.</summary>
    public static string Capital(string text) =>
        text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    private static string Verb(PointKind kind) => kind is PointKind.Motion or PointKind.Smoke ? "" : "is ";

    private static string Percent(PointInfo info, double value)
    {
        var (min, max) = (info.Min ?? 0, info.Max ?? 100);
        return max > min ? $"{Number(Math.Round(100 * (value - min) / (max - min)))} %" : Number(value);
    }
}

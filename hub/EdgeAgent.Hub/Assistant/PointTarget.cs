using System.Globalization;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Points;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Hub.Assistant;

/// <summary>Works out the value that a call means for one point.</summary>
internal static class PointTarget
{
    /// <summary>The value to set; null where the point has none for it, or its present value would be needed and is unknown.</summary>
    public static double? Of(HomeDecision.Act act, HomePoint point)
    {
        if (point.Info is not { Writable: true, Min: { } min, Max: { } max })
        {
            return null;
        }
        double? value = act.Verb switch
        {
            HomeVerb.On when IsThermostat(point.Info) => Math.Clamp(AssistantLimits.ComfortCelsius, min, max),
            HomeVerb.On or HomeVerb.Open or HomeVerb.Lock => max,
            HomeVerb.Off or HomeVerb.Close or HomeVerb.Unlock => min,
            HomeVerb.Toggle => point.Value is { } now ? (now > min ? min : max) : null,
            HomeVerb.Set => Level(act.Value, point.Info, min, max),
            HomeVerb.Up => Moved(act.Value, point, min, max, 1),
            HomeVerb.Down => Moved(act.Value, point, min, max, -1),
            _ => null,
        };
        return value is { } good ? Math.Clamp(OnStep(good, point.Info, min), min, max) : null;
    }

    /// <summary>True for heaters whose value is a temperature, not on and off.</summary>
    public static bool IsThermostat(PointInfo info) => info.Kind == PointKind.Heater && info.Max > 1;

    private static double? Level(string? text, PointInfo info, double min, double max)
    {
        var isFahrenheit = text?.EndsWith(" f", StringComparison.Ordinal) ?? false;
        if (!double.TryParse(isFahrenheit ? text![..^2] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }
        if (info.Kind == PointKind.Heater)
        {
            var degrees = isFahrenheit ? (value - 32) * 5 / 9 : value;
            return IsThermostat(info) && degrees >= min && degrees <= max ? degrees : null;
        }
        return min + ((max - min) * value / 100);
    }

    private static double? Moved(string? text, HomePoint point, double min, double max, int direction)
    {
        if (point.Value is not { } now)
        {
            return null;
        }
        var isThermostat = IsThermostat(point.Info);
        var amount = text is null
            ? (isThermostat ? AssistantLimits.HeaterStep : AssistantLimits.StepShare * (max - min))
            : double.Parse(text, CultureInfo.InvariantCulture) * (isThermostat ? 1 : (max - min) / 100);
        // A step that the point's own step would swallow is one of those.
        return now + (direction * Math.Max(amount, point.Info.Step ?? 0));
    }

    private static double OnStep(double value, PointInfo info, double min) => info.Step is { } step
        ? min + (Math.Round((value - min) / step, MidpointRounding.AwayFromZero) * step)
        : value;
}

using System.Globalization;
using System.Text;

namespace EdgeAgent.Models.Schemas;

/// <summary>Numbers within bounds, digit by digit.</summary>
internal static class NumberRules
{
    /// <summary>Largest size of a bound: every whole number up to it is exact in float64.</summary>
    public const long MostSize = 999_999_999_999_999;

    private const int MostDigits = 15;

    /// <summary>Whole numbers from least to most; null: open.</summary>
    /// <exception cref="SchemaFaultException">There are none.</exception>
    public static string Integers(long? least, long? most)
    {
        var parts = new List<string>();
        if ((least ?? -1) < 0)
        {
            var smallest = most is { } highest and < 0 ? -highest : 1;
            parts.AddRange(Positive(smallest, -least).Select(static part => $"\"-\" {part}"));
        }
        if ((most ?? 0) >= 0)
        {
            parts.AddRange(Positive(Math.Max(0, least ?? 0), most));
        }
        return parts.Count > 0
            ? string.Join(" | ", parts)
            : throw new SchemaFaultException("No whole number is between minimum and maximum.");
    }

    /// <summary>Numbers from least to most, with or without a fraction.</summary>
    /// <exception cref="SchemaFaultException">There are none with these bounds rounded to whole numbers.</exception>
    public static string Numbers(long? least, long? most, string fraction)
    {
        // Between two whole bounds every whole number with a fraction is but the one that reaches the bound.
        var parts = new List<string>();
        if ((least ?? -1) < 0)
        {
            // -k and its fractions lie below -k.
            var smallest = most is { } highest and < 0 ? -highest : 0;
            parts.AddRange(Positive(smallest, -least - 1).Select(part => $"\"-\" {part} {fraction}"));
        }
        if ((most ?? 1) > 0)
        {
            parts.AddRange(Positive(Math.Max(0, least ?? 0), most - 1).Select(part => $"{part} {fraction}"));
        }
        parts.Add(Integers(least, most));
        return string.Join(" | ", parts);
    }

    private static IEnumerable<string> Positive(long least, long? most)
    {
        if (least > (most ?? MostSize))
        {
            return [];
        }
        var parts = new List<string>();
        var last = most ?? (Power(Digits(least)) - 1);
        for (var length = Digits(least); length <= Digits(last); length++)
        {
            var lowest = Math.Max(least, length == 1 ? 0 : Power(length - 1));
            parts.Add(SameLength(Text(lowest), Text(Math.Min(last, Power(length) - 1))));
        }
        if (most is null && Digits(least) < MostDigits)
        {
            parts.Add(string.Create(
                CultureInfo.InvariantCulture, $"[1-9] [0-9]{{{Digits(least)},{MostDigits - 1}}}"));
        }
        return parts.Select(static part => $"({part})");
    }

    private static string SameLength(string low, string high)
    {
        if (low == high)
        {
            return low.Length == 0 ? "" : $"\"{low}\"";
        }
        if (low[0] == high[0])
        {
            return $"\"{low[0]}\" {Group(SameLength(low[1..], high[1..]))}";
        }
        var (nines, zeros) = (new string('9', low.Length - 1), new string('0', low.Length - 1));
        if (low[1..] == zeros && high[1..] == nines)
        {
            return Run(low[0], high[0], low.Length - 1);
        }
        var parts = new List<string> { $"\"{low[0]}\" {Group(SameLength(low[1..], nines))}" };
        if (high[0] - low[0] > 1)
        {
            parts.Add(Run((char)(low[0] + 1), (char)(high[0] - 1), low.Length - 1));
        }
        parts.Add($"\"{high[0]}\" {Group(SameLength(zeros, high[1..]))}");
        return string.Join(" | ", parts);
    }

    private static string Run(char first, char last, int free)
    {
        var text = new StringBuilder().Append('[').Append(first).Append('-').Append(last).Append(']');
        return free == 0
            ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $" [0-9]{{{free}}}").ToString();
    }

    private static string Group(string part) => part.Contains('|', StringComparison.Ordinal) ? $"({part})" : part;

    private static int Digits(long number) => Text(number).Length;

    private static long Power(int digits) => (long)Math.Pow(10, digits);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

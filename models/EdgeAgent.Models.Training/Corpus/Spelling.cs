using System.Globalization;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Numbers, times and durations as people say and write them.</summary>
internal sealed class Spelling(SeededRandom random)
{
    private static readonly string[] s_small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>A whole number, in digits or words.</summary>
    public string Number(int value) =>
        random.Chance(0.65) || value is < 0 or > 999 ? Digits(value) : Words(value);

    /// <summary>A number with or without a half.</summary>
    public string Number(decimal value)
    {
        var whole = (int)decimal.Truncate(value);
        return value == whole ? Number(whole) : random.Next(4) switch
        {
            0 => $"{Words(whole)} point five",
            1 => $"{Words(whole)} and a half",
            2 => $"{Digits(whole)},5",
            _ => $"{Digits(whole)}.5",
        };
    }

    /// <summary>A time of day; normalizing it gives the answer's form.</summary>
    public string Clock()
    {
        var hour = random.Next(24);
        var minute = random.Chance(0.45) ? 0 : random.Chance(0.7) ? 15 * random.Between(1, 3) : 5 * random.Next(12);
        var twelve = (hour + 11) % 12 + 1;
        var half = hour < 12 ? "am" : "pm";
        if (minute == 0 && random.Chance(0.8))
        {
            return random.Next(7) switch
            {
                0 => $"{Digits(twelve)} {half}",
                1 => $"{Digits(twelve)}{half}",
                2 => $"{Words(twelve)} {half}",
                3 => $"{Number(twelve)} o'clock",
                4 => hour is > 0 and < 12 ? $"{Number(twelve)} in the morning" : $"{Number(twelve)} {half}",
                5 => hour is > 12 and < 23 ? $"{Number(twelve)} in the evening" : $"{Number(twelve)} {half}",
                _ => hour == 12 ? "noon" : hour == 0 ? "midnight" : Number(twelve),
            };
        }
        var suffix = random.Chance(0.4) ? " " + half : "";
        return (minute, random.Next(3)) switch
        {
            (30, 0) => $"half past {Number(twelve)}{suffix}",
            (15, 0) => $"quarter past {Number(twelve)}{suffix}",
            (45, 0) => $"a quarter to {Number((twelve % 12) + 1)}",
            (_, 1) => string.Create(CultureInfo.InvariantCulture, $"{twelve}:{minute:00}{suffix}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hour}:{minute:00}"),
        };
    }

    /// <summary>A duration; normalizing it gives the answer's form.</summary>
    public string Duration() => random.Next(16) switch
    {
        0 => "half an hour",
        1 => "an hour",
        2 => "a minute",
        3 => "an hour and a half",
        4 => "a quarter of an hour",
        5 => $"{Number(random.Between(2, 12))} hours",
        6 => $"{Number(random.Between(10, 59))} seconds",
        7 => $"{Digits(random.Between(2, 59))} min",
        8 => $"{Digits(random.Between(2, 59))}min",
        9 => $"one hour and {Number(random.Between(2, 50))} minutes",
        10 => $"{Number(random.Between(1, 9))} and a half minutes",
        11 => $"{Number(5 * random.Between(1, 12))} minutes",
        12 => $"{Digits(random.Between(2, 12))} hrs",
        13 => $"{Digits(random.Between(10, 90))} sec",
        _ => $"{Number(random.Between(2, 90))} minutes",
    };

    private static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Words(int value) => value switch
    {
        < 0 => "minus " + Words(-value),
        < 20 => s_small[value],
        < 100 => s_tens[value / 10] + (value % 10 == 0 ? "" : " " + s_small[value % 10]),
        100 => "a hundred",
        < 1000 => s_small[value / 100] + " hundred" + (value % 100 == 0 ? "" : " and " + Words(value % 100)),
        _ => Digits(value),
    };
}

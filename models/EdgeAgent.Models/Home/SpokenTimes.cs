using System.Globalization;

namespace EdgeAgent.Models.Home;

/// <summary>
/// Times and durations in one spelling: <c>half past 7 pm</c> is <c>19:30</c>, <c>an hour and a half</c> is
/// <c>90 minutes</c>, <c>21 c</c> is <c>21 degrees</c>.
/// </summary>
internal static class SpokenTimes
{
    /// <summary>Rewrites a list of words whose numbers are digits.</summary>
    public static List<string> Rewrite(List<string> words)
    {
        var result = new List<string>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            if (!Clock(words, ref i, result) && !Duration(words, ref i, result) && !Unit(words, ref i, result))
            {
                result.Add(words[i++]);
            }
        }
        return result;
    }

    private static string At(List<string> words, int i) => i < words.Count ? words[i] : "";

    private static bool Clock(List<string> words, ref int i, List<string> result)
    {
        var minutes = 0;
        var next = i;
        switch (At(words, i), At(words, i + 1), At(words, i + 2))
        {
            case ("noon" or "midday", _, _):
                result.Add("12:00");
                i++;
                return true;
            case ("midnight", _, _):
                result.Add("0:00");
                i++;
                return true;
            case ("half", "past", _):
                (minutes, next) = (30, i + 2);
                break;
            case ("quarter", "past", _):
                (minutes, next) = (15, i + 2);
                break;
            case ("quarter", "to", _):
                (minutes, next) = (-15, i + 2);
                break;
            case ("a", "quarter", "past"):
                (minutes, next) = (15, i + 3);
                break;
            case ("a", "quarter", "to"):
                (minutes, next) = (-15, i + 3);
                break;
            default:
                break;
        }
        var relative = next != i;
        if (!ReadHour(At(words, next), out var hour, out var spokenMinutes))
        {
            return false;
        }
        var half = DayHalf(words, next + 1, out var used);
        if (!relative && half == 0 && used == 0 && spokenMinutes < 0)
        {
            return false; // a bare number is no time
        }
        var total = (((half == 2 && hour < 12 ? hour + 12 : half == 1 && hour == 12 ? 0 : hour) * 60)
            + Math.Max(spokenMinutes, 0) + minutes + 1440) % 1440;
        result.Add(string.Create(CultureInfo.InvariantCulture, $"{total / 60}:{total % 60:00}"));
        i = next + 1 + used;
        return true;
    }

    private static bool ReadHour(string word, out int hour, out int minutes)
    {
        minutes = -1;
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var hours = colon < 0 ? word : word[..colon];
        return int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out hour) && hour < 24
            && (colon < 0 || (int.TryParse(word.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture,
                out minutes) && minutes < 60));
    }

    // 0: not said, 1: morning, 2: afternoon or evening.
    private static int DayHalf(List<string> words, int i, out int used)
    {
        used = 0;
        if (At(words, i) is "oclock")
        {
            used = 1;
            i++;
        }
        var half = (At(words, i), At(words, i + 1), At(words, i + 2)) switch
        {
            ("am", _, _) => (1, 1),
            ("pm", _, _) => (2, 1),
            ("a", "m", _) => (1, 2),
            ("p", "m", _) => (2, 2),
            ("in", "the", "morning") => (1, 3),
            ("in", "the", "afternoon" or "evening") => (2, 3),
            ("at", "night", _) => (2, 2),
            _ => (0, 0),
        };
        used += half.Item2;
        return half.Item1;
    }

    private static bool Duration(List<string> words, ref int i, List<string> result)
    {
        if (!Part(words, i, out var seconds, out var used))
        {
            return false;
        }
        i += used;
        var and = At(words, i) == "and" ? 1 : 0;
        if (seconds >= 3600 && and == 1 && At(words, i + 1) == "a" && At(words, i + 2) == "half")
        {
            seconds += 1800;
            i += 3;
        }
        else if (Part(words, i + and, out var more, out used) && more < seconds && seconds % 60 == 0)
        {
            seconds += more;
            i += and + used;
        }
        var (count, unit) = seconds % 3600 == 0 ? (seconds / 3600, "hours")
            : seconds % 60 == 0 ? (seconds / 60, "minutes") : (seconds, "seconds");
        result.Add(count.ToString(CultureInfo.InvariantCulture));
        result.Add(unit);
        return true;
    }

    private static bool Part(List<string> words, int i, out int seconds, out int used)
    {
        var amount = (At(words, i), At(words, i + 1), At(words, i + 2), At(words, i + 3)) switch
        {
            ("half", "an", _, _) => (0.5m, 2),
            ("half", "a", _, _) => (0.5m, 2),
            ("quarter", "of", "an", _) => (0.25m, 3),
            ("a", "quarter", "of", "an") => (0.25m, 4),
            ("3", "quarters", "of", "an") => (0.75m, 4),
            ("a", "couple", "of", _) => (2m, 3),
            ("a" or "an", "second" or "minute" or "hour", _, _) => (1m, 1),
            var (first, _, _, _) => (decimal.TryParse(
                first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : -1m, 1),
        };
        var unit = At(words, i + amount.Item2) switch
        {
            "second" or "seconds" or "sec" or "secs" => 1,
            "minute" or "minutes" or "min" or "mins" => 60,
            "hour" or "hours" or "hr" or "hrs" => 3600,
            _ => 0,
        };
        used = amount.Item2 + 1;
        var exact = amount.Item1 * unit;
        seconds = unit > 0 && exact is > 0 and < 1_000_000 && exact == decimal.Truncate(exact) ? (int)exact : 0;
        return seconds > 0;
    }

    private static bool Unit(List<string> words, ref int i, List<string> result)
    {
        if (result.Count == 0 || !SpokenNumbers.IsDigits(result[^1]))
        {
            return false;
        }
        var (text, used) = (At(words, i), At(words, i + 1)) switch
        {
            ("degrees" or "degree", "celsius" or "centigrade" or "c") => ("degrees", 2),
            ("degrees" or "degree", "fahrenheit" or "f") => ("f", 2),
            ("degree" or "celsius" or "centigrade" or "c", _) => ("degrees", 1),
            ("fahrenheit", _) => ("f", 1),
            ("per", "cent") => ("percent", 2),
            ("pct", _) => ("percent", 1),
            _ => ("", 0),
        };
        i += used;
        if (used > 0)
        {
            result.Add(text);
        }
        return used > 0;
    }
}

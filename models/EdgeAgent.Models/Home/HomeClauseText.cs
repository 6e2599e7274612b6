using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Models.Home;

/// <summary>Reads and writes the part of a call behind its verb.</summary>
internal static class HomeClauseText
{
    /// <summary>True for words of letters and digits, as normalized names are.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or ':' or '-');

    /// <summary>Writes target, second and value.</summary>
    public static string Format(HomeClause clause)
    {
        var text = clause.Target is null ? "" : Format(clause.Target);
        if (clause.Second is not null)
        {
            text += " , " + clause.Second;
        }
        if (clause.Value is not null)
        {
            var sign = clause.Comparison switch
            {
                HomeComparison.Above => ">",
                HomeComparison.Below => "<",
                _ => "=",
            };
            text += $" {sign} {clause.Value}";
        }
        return text.TrimStart();
    }

    /// <summary>Reads the words of a clause.</summary>
    public static bool TryParse(ReadOnlySpan<string> words, [NotNullWhen(true)] out HomeClause? clause)
    {
        clause = null;
        HomeComparison? comparison = null;
        string? value = null;
        var sign = words.IndexOfAny("=", "<", ">");
        if (sign >= 0)
        {
            comparison = words[sign] switch
            {
                "<" => HomeComparison.Below,
                ">" => HomeComparison.Above,
                _ => HomeComparison.Equal,
            };
            value = Join(words[(sign + 1)..]);
            words = words[..sign];
            if (!IsName(value))
            {
                return false;
            }
        }
        string? second = null;
        var comma = words.IndexOf(",");
        if (comma >= 0)
        {
            second = Join(words[(comma + 1)..]);
            words = words[..comma];
            if (!IsName(second))
            {
                return false;
            }
        }
        HomeTarget? target = null;
        if (words.Length > 0 && !TryParseTarget(words, out target))
        {
            return false;
        }
        clause = target is null && value is null ? null : new HomeClause(target, second, comparison, value);
        return clause is not null;
    }

    private static string Format(HomeTarget target)
    {
        if (target.Name is not null)
        {
            return target.Name;
        }
        var words = new List<string>(6);
        if (target.All)
        {
            words.Add("all");
        }
        if (target.Kind is { } kind)
        {
            words.Add(HomeKinds.Plural(kind));
        }
        if (target.Room is not null)
        {
            words.Add("/");
            words.Add(target.Room);
        }
        if (target.Except is not null)
        {
            words.Add("-");
            words.Add(target.Except);
        }
        return string.Join(' ', words);
    }

    private static bool TryParseTarget(ReadOnlySpan<string> words, [NotNullWhen(true)] out HomeTarget? target)
    {
        target = null;
        var (room, except) = ((string?)null, (string?)null);
        var all = words[0] == "all";
        var minus = words.IndexOf("-");
        if (minus >= 0)
        {
            except = Join(words[(minus + 1)..]);
            words = words[..minus];
        }
        var slash = words.IndexOf("/");
        if (slash >= 0)
        {
            room = Join(words[(slash + 1)..]);
            words = words[..slash];
        }
        if ((except is not null && !IsName(except)) || (room is not null && !IsName(room)))
        {
            return false;
        }
        var rest = Join(all && words.Length > 0 ? words[1..] : words);
        if (rest.Length == 0 && all)
        {
            target = new HomeTarget(null, All: true, Room: room, Except: except);
        }
        else if (HomeKinds.TryParseGroup(rest, out var kind))
        {
            target = new HomeTarget(null, all, kind, room, except);
        }
        else if (!all && room is null && except is null && IsName(rest))
        {
            target = new HomeTarget(rest);
        }
        return target is not null;
    }

    private static string Join(ReadOnlySpan<string> words) => string.Join(' ', words.ToArray());
}

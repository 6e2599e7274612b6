using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Models.Home;

/// <summary>The model's text form of calls: <c>off all lights / nursery; read temperature / nursery</c>.</summary>
/// <remarks>
/// <c>calls = call *("; " call)</c>; <c>call = verb [target [" , " second]] [("=" | "&lt;" | "&gt;") value] [when]</c>;
/// <c>when = "@" time | "+" duration | "~" duration | "?" clause</c>;
/// <c>target = name | ["all"] [kind] ["/" room] ["-" name]</c>. Names hold letters, digits and single spaces.
/// </remarks>
public static class HomeCallText
{
    /// <summary>Most calls of one answer; further ones are refused.</summary>
    public const int MaxCalls = 6;

    private static readonly FrozenDictionary<string, HomeVerb> s_verbs =
        Enum.GetValues<HomeVerb>().ToFrozenDictionary(Word, verb => verb, StringComparer.Ordinal);

    /// <summary>Word of a verb in the text.</summary>
    public static string Word(HomeVerb verb) => verb.ToString().ToLowerInvariant();

    /// <summary>Reads an answer of the model.</summary>
    /// <param name="text">The whole answer, without end mark.</param>
    /// <param name="calls">At least one call, at most <see cref="MaxCalls"/>.</param>
    /// <returns>False for anything that the grammar does not produce.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<HomeCall>? calls)
    {
        ArgumentNullException.ThrowIfNull(text);
        calls = null;
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts.Length > MaxCalls)
        {
            return false;
        }
        var list = new List<HomeCall>(parts.Length);
        foreach (var part in parts)
        {
            if (!TryParseCall(part, out var call))
            {
                return false;
            }
            list.Add(call);
        }
        calls = list;
        return true;
    }

    /// <summary>Writes calls in the one form that <see cref="TryParse"/> reads and the model is trained on.</summary>
    public static string Format(IEnumerable<HomeCall> calls) => string.Join(" ; ", calls.Select(Format));

    /// <summary>Writes one call.</summary>
    public static string Format(HomeCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var clause = HomeClauseText.Format(call.Clause);
        var text = clause.Length == 0 ? Word(call.Verb)
            : call.Clause.Target is null && call.Verb is HomeVerb.No or HomeVerb.Say or HomeVerb.Scene
                ? $"{Word(call.Verb)} {call.Clause.Value}"
                : $"{Word(call.Verb)} {clause}";
        return call.When switch
        {
            HomeWhen.At at => $"{text} @ {at.Time}",
            HomeWhen.After after => $"{text} + {after.Duration}",
            HomeWhen.During duration => $"{text} ~ {duration.Duration}",
            HomeWhen.Whenever condition => $"{text} ? {HomeClauseText.Format(condition.Condition)}",
            _ => text,
        };
    }

    private static bool TryParseCall(string text, [NotNullWhen(true)] out HomeCall? call)
    {
        call = null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !s_verbs.TryGetValue(words[0], out var verb))
        {
            return false;
        }
        var mark = Array.FindIndex(words, 1, word => word is "@" or "+" or "~" or "?");
        var body = words[1..(mark < 0 ? words.Length : mark)];
        if (!TryParseBody(verb, body, out var clause))
        {
            return false;
        }
        if (mark < 0)
        {
            call = new HomeCall(verb, clause);
            return true;
        }
        var rest = words[(mark + 1)..];
        call = TryParseWhen(words[mark], rest, out var when) ? new HomeCall(verb, clause, when) : null;
        return call is not null;
    }

    private static bool TryParseBody(HomeVerb verb, string[] body, [NotNullWhen(true)] out HomeClause? clause)
    {
        switch (verb)
        {
            case HomeVerb.Scenes:
                clause = new HomeClause(null);
                return body.Length == 0;
            case HomeVerb.No or HomeVerb.Say or HomeVerb.Scene:
                clause = new HomeClause(null, Value: string.Join(' ', body));
                return body.Length > 0 && HomeClauseText.IsName(clause.Value!);
            default:
                return HomeClauseText.TryParse(body, out clause)
                    && (clause.Target is not null || verb == HomeVerb.Timer);
        }
    }

    private static bool TryParseWhen(string mark, string[] words, [NotNullWhen(true)] out HomeWhen? when)
    {
        when = null;
        var text = string.Join(' ', words);
        if (mark == "?")
        {
            when = HomeClauseText.TryParse(words, out var condition) && condition is { Target: not null, Value: not null }
                ? new HomeWhen.Whenever(condition) : null;
        }
        else if (words.Length > 0 && words.All(word => word.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.')))
        {
            when = mark switch
            {
                "@" => new HomeWhen.At(text),
                "+" => new HomeWhen.After(text),
                _ => new HomeWhen.During(text),
            };
        }
        return when is not null;
    }
}

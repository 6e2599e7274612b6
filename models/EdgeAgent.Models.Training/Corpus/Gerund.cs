using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Turns the first word of a command into its "-ing" form: "turning off the lamp".</summary>
internal static class Gerund
{
    private static readonly FrozenSet<string> s_verbs = new[]
    {
        "turn", "switch", "power", "click", "activate", "deactivate", "enable", "disable", "start", "launch", "light",
        "illuminate", "brighten", "play", "pause", "resume", "extinguish", "darken", "kill", "open", "close", "raise", "lower",
        "lift", "pull", "roll", "wind", "crank", "draw", "lock", "unlock", "bolt", "unbolt", "secure", "make", "change",
        "adjust", "bring", "move", "increase", "decrease", "reduce", "boost", "heat", "warm", "cool", "color", "paint", "mute",
        "silence", "fade", "soften", "trigger", "load", "apply", "keep", "hold", "send", "return", "drop", "speed", "slow",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_doubled =
        new[] { "set", "put", "shut", "dim", "stop", "cut", "get", "run", "flip", "let", "begin" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Makes the form; false where the phrase does not begin with a verb that is known.</summary>
    public static bool TryMake(string phrase, [NotNullWhen(true)] out string? gerund)
    {
        var space = phrase.IndexOf(' ', StringComparison.Ordinal);
        var verb = space < 0 ? phrase : phrase[..space];
        var stem = s_doubled.Contains(verb) ? verb + verb[^1]
            : !s_verbs.Contains(verb) ? null
            : verb.EndsWith('e') ? verb[..^1] : verb;
        gerund = stem is null ? null : $"{stem}ing{(space < 0 ? "" : phrase[space..])}";
        return gerund is not null;
    }
}

using System.Collections.Frozen;

namespace EdgeAgent.Models.Home;

/// <summary>The closed word lists of the model's calls.</summary>
public static class HomeWords
{
    /// <summary>Fields that are declined: <c>no weather</c>.</summary>
    public static FrozenSet<string> Fields { get; } = Set(
        "weather", "news", "shopping", "call", "message", "music", "calendar", "knowledge", "math", "navigation", "camera",
        "device", "system", "other");

    /// <summary>Topics of small talk: <c>say hello</c>.</summary>
    public static FrozenSet<string> Topics { get; } = Set(
        "hello", "bye", "thanks", "praise", "sorry", "fine", "name", "help", "ok", "joke");

    /// <summary>States that can be asked for.</summary>
    public static FrozenSet<string> States { get; } = Set("on", "off", "open", "closed", "locked", "unlocked");

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}

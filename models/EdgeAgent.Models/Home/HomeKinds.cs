using System.Collections.Frozen;

namespace EdgeAgent.Models.Home;

/// <summary>The words of <see cref="HomeKind"/> in prompts and calls, and what each kind can do.</summary>
public static class HomeKinds
{
    private static readonly string[] s_words =
    [
        "light", "switch", "cover", "lock", "heater", "fan", "speaker", "vacuum", "valve",
        "door", "window", "motion", "leak", "smoke",
        "temperature", "humidity", "co2", "power", "battery", "brightness", "noise", "pressure", "moisture", "dust",
        "level",
    ];

    private static readonly string[] s_plurals =
    [
        "lights", "switches", "covers", "locks", "heaters", "fans", "speakers", "vacuums", "valves",
        "doors", "windows", "motion", "leak", "smoke",
        "temperature", "humidity", "co2", "power", "battery", "brightness", "noise", "pressure", "moisture", "dust",
        "level",
    ];

    private static readonly FrozenDictionary<string, HomeKind> s_byWord =
        All.SelectMany(kind => new[] { (Word(kind), kind), (Plural(kind), kind) })
            .Distinct()
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.kind, StringComparer.Ordinal);

    /// <summary>Every kind, in the order in which a prompt lists them.</summary>
    public static IEnumerable<HomeKind> All => Enum.GetValues<HomeKind>();

    /// <summary>Singular word, as in prompts: <c>light</c>.</summary>
    public static string Word(HomeKind kind) => s_words[(int)kind];

    /// <summary>Word of a group, as in calls: <c>lights</c>; for quantities the same as the singular.</summary>
    public static string Plural(HomeKind kind) => s_plurals[(int)kind];

    /// <summary>Reads a singular or group word.</summary>
    public static bool TryParse(string word, out HomeKind kind) => s_byWord.TryGetValue(word, out kind);

    /// <summary>Reads a group word only: <c>heaters</c> and <c>temperature</c>, not <c>heater</c>, which may be a name.</summary>
    public static bool TryParseGroup(string word, out HomeKind kind) => TryParse(word, out kind) && Plural(kind) == word;

    /// <summary>True for what can be switched, moved or locked.</summary>
    public static bool IsActuator(HomeKind kind) => kind <= HomeKind.Valve;

    /// <summary>True for detectors with two states.</summary>
    public static bool IsDetector(HomeKind kind) => kind is >= HomeKind.Door and <= HomeKind.Smoke;

    /// <summary>True for sensors that measure a number.</summary>
    public static bool IsQuantity(HomeKind kind) => kind >= HomeKind.Temperature;
}

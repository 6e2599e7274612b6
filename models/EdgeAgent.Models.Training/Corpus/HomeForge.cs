using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Makes homes: rooms, devices, sensors and scenes with names that are easily confused.</summary>
internal sealed class HomeForge(SeededRandom random, NameForge names)
{
    // How often a kind is drawn; lights are most of a home.
    private static readonly (HomeKind Kind, int Share)[] s_shares =
    [
        (HomeKind.Light, 30), (HomeKind.Switch, 8), (HomeKind.Cover, 9), (HomeKind.Lock, 4), (HomeKind.Heater, 8),
        (HomeKind.Fan, 5), (HomeKind.Speaker, 5), (HomeKind.Vacuum, 2), (HomeKind.Valve, 2), (HomeKind.Door, 4),
        (HomeKind.Window, 5), (HomeKind.Motion, 3), (HomeKind.Leak, 1), (HomeKind.Smoke, 1), (HomeKind.Temperature, 9),
        (HomeKind.Humidity, 4), (HomeKind.Co2, 2), (HomeKind.Power, 2), (HomeKind.Battery, 1), (HomeKind.Brightness, 1),
        (HomeKind.Noise, 1), (HomeKind.Pressure, 1), (HomeKind.Moisture, 1), (HomeKind.Dust, 1), (HomeKind.Level, 1),
    ];

    private static readonly HomeKind[] s_bag =
        s_shares.SelectMany(pair => Enumerable.Repeat(pair.Kind, pair.Share)).ToArray();

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A home with this many devices and sensors.</summary>
    public HomeInventory Make(int items)
    {
        _taken.Clear();
        var rooms = Enumerable.Range(0, Math.Clamp(2 + random.Next((items / 3) + 2), 2, 12)).Select(_ => Room()).ToList();
        var list = new List<HomeItem>(items);
        for (var i = 0; i < items; i++)
        {
            var kind = random.Pick(s_bag);
            var room = random.Pick(rooms);
            list.Add(new HomeItem($"item{i}", Unique(() => Name(kind, room, list)), kind, room));
        }
        var scenes = Enumerable.Range(0, random.Next(6)).Select(_ => Unique(() => Phrase("scene"))).ToList();
        return new HomeInventory(list, scenes, rooms);
    }

    /// <summary>A name for something that the last home does not have.</summary>
    public string Absent(HomeKind kind, HomeInventory home) =>
        Unique(() => Name(kind, random.Pick(home.Rooms), []));

    /// <summary>A room that the last home does not have.</summary>
    public string AbsentRoom() => Room();

    private string Room() => Unique(() => Phrase("room"));

    // A real entry of the list or one or two invented words.
    private string Phrase(string list)
    {
        var first = names.Word(list, 0.5);
        return random.Chance(0.25) && !first.Contains(' ', StringComparison.Ordinal)
            ? $"{first} {names.Word("word")}" : first;
    }

    private string Name(HomeKind kind, string room, List<HomeItem> others)
    {
        var noun = names.Noun(HomeKinds.Word(kind));
        if (others.Count > 0 && random.Chance(0.22))
        {
            return Confusable(random.Pick(others).Name, noun);
        }
        var name = random.Next(20) switch
        {
            < 6 => $"{room} {noun}",
            < 10 => $"{names.Word("word")} {noun}",
            < 12 => names.Word("word", 0.8),
            < 14 => $"{names.Word("word")} {names.Word("word")} {noun}",
            < 16 => $"{room} {names.Word("word")} {noun}",
            < 17 => $"{names.Word("word")} {names.Word("word")}",
            < 18 => $"{room} {HomeKinds.Word(kind)}",
            < 19 => $"{noun} {random.Between(1, 20)}",
            _ => $"{room} {noun} {random.Between(1, 9)}",
        };
        return name;
    }

    // "kitchen lamp" beside "kitchen table lamp", "kitchen lamp 2", "kitchen heater".
    private string Confusable(string other, string noun)
    {
        var words = other.Split(' ').ToList();
        switch (random.Next(4))
        {
            case 0 when words.Count < 4:
                words.Insert(random.Next(words.Count + 1), names.Word("word"));
                break;
            case 1 when !char.IsAsciiDigit(words[^1][0]) && words.Count < 4:
                words.Add(random.Between(1, 9).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case 2:
                words[random.Next(words.Count)] = names.Word("word");
                break;
            default:
                words[^1] = noun;
                break;
        }
        return string.Join(' ', words);
    }

    private string Unique(Func<string> make)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var name = SentenceNormalizer.Name(make());
            if (name.Length is > 1 and <= 40 && !HomeKinds.TryParse(name, out _) && _taken.Add(name))
            {
                return name;
            }
        }
        throw new InvalidOperationException("No new name in a thousand tries; the word lists are too short.");
    }
}

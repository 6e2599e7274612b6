using System.Globalization;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Chooses what a slot of a phrase stands for, in one home.</summary>
internal sealed class SlotFiller(PhraseBook book, SeededRandom random, HomeForge forge, HomeInventory home)
{
    /// <summary>Share of names that the home does not have: the call is made, and the code declines it.</summary>
    private const double AbsentShare = 0.06;

    private readonly Spelling _spelling = new(random);

    /// <summary>Fills one slot; null where this home has nothing for it.</summary>
    /// <param name="slot">Its name in braces.</param>
    /// <param name="kinds">Kinds that the section allows.</param>
    /// <param name="used">Meanings already used in the sentence; names are not repeated.</param>
    public Slot? Fill(string slot, HomeKind[] kinds, HashSet<string> used) => slot switch
    {
        "d" or "d3" or "e" or "w" => Item(kinds, used),
        "x" => Item(kinds, used),
        "y" => Item(kinds, used, byName: true),
        "r" or "r2" => Room(used),
        "k" => Group(random.Pick(kinds)),
        "q" => Quantity(random.Pick(kinds)),
        "s" => home.Scenes.Count == 0 ? null : Plain(random.Pick(home.Scenes)),
        "c" or "c2" => Plain(random.Pick(book.Lists["color"])),
        "p" or "p2" => Number(_spelling.Number, random.Chance(0.6) ? 5 * random.Between(1, 20) : random.Between(1, 100)),
        "n" => Number(_spelling.Number, random.Chance(0.5) ? random.Between(1, 5) : 5 * random.Between(1, 8)),
        "tf" => Number(_spelling.Number, random.Between(50, 90)),
        "t" or "t2" => Degrees(),
        "dur" => Said(_spelling.Duration()),
        "clock" => Said(_spelling.Clock()),
        "person" or "place" or "food" or "thing" => Plain(random.Pick(book.Lists[slot])),
        _ => throw new InvalidDataException($"Unknown slot {{{slot}}}."),
    };

    private static Slot Plain(string text) => new(text, text, text);

    private static Slot Said(string spoken) => new(spoken, spoken, SentenceNormalizer.Sentence(spoken));

    private static Slot Number(Func<int, string> spell, int value)
    {
        var spoken = spell(value);
        return new Slot(spoken, spoken, value.ToString(CultureInfo.InvariantCulture));
    }

    private Slot Degrees()
    {
        var value = random.Between(5, 30) + (random.Chance(0.2) ? 0.5m : 0);
        var spoken = _spelling.Number(value);
        return new Slot(spoken, spoken, value.ToString(CultureInfo.InvariantCulture));
    }

    private Slot? Item(HomeKind[] kinds, HashSet<string> used, bool byName = false)
    {
        if (random.Chance(AbsentShare))
        {
            var absent = forge.Absent(random.Pick(kinds), home);
            used.Add(absent);
            return new Slot(Article(absent), absent, absent);
        }
        var items = home.Items.Where(item => kinds.Contains(item.Kind) && !used.Contains(item.Name)).ToList();
        if (items.Count == 0)
        {
            return null;
        }
        var chosen = random.Pick(items);
        used.Add(chosen.Name);
        var spoken = SpokenName(chosen);
        return new Slot(Article(spoken), spoken, byName ? chosen.Name : Meant(chosen));
    }

    // "kitchen temperature" in the kitchen is the kitchen's temperature, however it was asked.
    private static string Meant(HomeItem item) =>
        HomeKinds.IsQuantity(item.Kind) && item.Name == $"{item.Room} {HomeKinds.Word(item.Kind)}"
            ? $"{HomeKinds.Word(item.Kind)} / {item.Room}"
            : item.Name;

    // Mostly the name; at times a part that only it has, or its room behind it.
    private string SpokenName(HomeItem item)
    {
        var words = item.Name.Split(' ');
        if (words.Length < 2 || !random.Chance(0.12))
        {
            return item.Name;
        }
        if (item.Room is not null && item.Name.StartsWith(item.Room + " ", StringComparison.Ordinal) && random.Chance(0.4))
        {
            return $"{item.Name[(item.Room.Length + 1)..]} in {(random.Chance(0.7) ? "the " : "")}{item.Room}";
        }
        var skip = random.Next(words.Length);
        var part = words.Where((_, i) => i != skip).ToArray();
        var others = home.Items.Select(other => other.Name).Concat(home.Scenes).Concat(home.Rooms);
        var unique = others.Count(name => part.All(name.Split(' ').Contains)) == 1;
        var text = string.Join(' ', part);
        return unique && !HomeKinds.TryParse(text, out _) && !char.IsAsciiDigit(text[0]) ? text : item.Name;
    }

    private Slot? Room(HashSet<string> used)
    {
        var free = home.Rooms.Where(name => !used.Contains(name)).ToList();
        if (free.Count == 0)
        {
            return null;
        }
        var room = random.Chance(AbsentShare / 2) ? forge.AbsentRoom() : random.Pick(free);
        used.Add(room);
        return new Slot(random.Chance(0.78) ? "the " + room : room, room, room);
    }

    private string Article(string name) => random.Next(20) switch
    {
        < 14 => "the " + name,
        < 18 => name,
        < 19 => "my " + name,
        _ => "our " + name,
    };

    private Slot Group(HomeKind kind)
    {
        var spoken = random.Pick(s_groups[kind]);
        return new Slot(spoken, spoken, HomeKinds.Plural(kind));
    }

    private Slot Quantity(HomeKind kind)
    {
        var spoken = random.Pick(s_quantities[kind]);
        return new Slot(spoken, spoken, HomeKinds.Word(kind));
    }

    private static readonly Dictionary<HomeKind, string[]> s_groups = new()
    {
        [HomeKind.Light] = ["lights", "lights", "lights", "lamps", "bulbs", "light"],
        [HomeKind.Switch] = ["switches", "plugs", "sockets", "outlets"],
        [HomeKind.Cover] = ["blinds", "shutters", "curtains", "covers", "shades"],
        [HomeKind.Lock] = ["locks", "doors"],
        [HomeKind.Heater] = ["heaters", "radiators", "heating", "thermostats"],
        [HomeKind.Fan] = ["fans", "ventilators", "fans"],
        [HomeKind.Speaker] = ["speakers", "radios", "music", "speakers"],
        [HomeKind.Vacuum] = ["vacuums", "robots"],
        [HomeKind.Valve] = ["valves", "taps", "sprinklers"],
    };

    private static readonly Dictionary<HomeKind, string[]> s_quantities = new()
    {
        [HomeKind.Temperature] = ["temperature", "temp"],
        [HomeKind.Humidity] = ["humidity", "air humidity", "relative humidity"],
        [HomeKind.Co2] = ["co2", "carbon dioxide", "co2 level", "air quality"],
        [HomeKind.Power] = ["power", "power consumption", "power use", "electricity use", "wattage"],
        [HomeKind.Battery] = ["battery", "battery level", "battery charge"],
        [HomeKind.Brightness] = ["brightness", "light level", "illuminance"],
        [HomeKind.Noise] = ["noise", "noise level", "sound level", "loudness"],
        [HomeKind.Pressure] = ["pressure", "air pressure"],
        [HomeKind.Moisture] = ["moisture", "soil moisture"],
        [HomeKind.Dust] = ["dust", "fine dust", "dust level", "particle level"],
        [HomeKind.Level] = ["level", "fill level", "tank level", "water level"],
    };
}

using EdgeAgent.Models.Home;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Reads the sentences that were written by hand; their form stands in the README beside them.</summary>
internal static class HandwrittenSet
{
    /// <summary>Where the sentences lie, from the root of the repository.</summary>
    public static string DefaultFile { get; } =
        Path.Combine("tests", "EdgeAgent.Models.Training.Tests", "Handwritten", "sentences.txt");

    /// <summary>Separates answers that are equally right.</summary>
    public const string Or = " || ";

    /// <summary>All homes with their sentences.</summary>
    /// <exception cref="InvalidDataException">A line is neither of a home nor a sentence; the message names it.</exception>
    public static IReadOnlyList<SplitHome> Read(string file)
    {
        var homes = new List<SplitHome>();
        var (items, scenes, rooms) = (new List<HomeItem>(), new List<string>(), new List<string>());
        var examples = new List<Example>();
        foreach (var line in File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var arrow = line.IndexOf("=>", StringComparison.Ordinal);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line[0] == '#')
            {
                (items, scenes, rooms, examples) = ([], [], [], []);
                homes.Add(new SplitHome(new HomeInventory(items, scenes, rooms), examples));
            }
            else if (arrow >= 0)
            {
                examples.Add(new Example(line[..arrow].Trim(), line[(arrow + 2)..].Trim(), "hand"));
            }
            else if (colon < 0 || !AddEntries(line[..colon], line[(colon + 1)..], items, scenes, rooms))
            {
                throw new InvalidDataException($"{file}: '{line}' is no home, no kind and no sentence.");
            }
        }
        return homes;
    }

    private static bool AddEntries(string word, string names, List<HomeItem> items, List<string> scenes, List<string> rooms)
    {
        var list = names.Split(',', StringSplitOptions.TrimEntries);
        switch (word)
        {
            case "scene":
                scenes.AddRange(list);
                return true;
            case "room":
                rooms.AddRange(list);
                return true;
            default:
                if (!HomeKinds.TryParse(word, out var kind))
                {
                    return false;
                }
                foreach (var parts in list.Select(name => name.Split('@', StringSplitOptions.TrimEntries)))
                {
                    items.Add(new HomeItem($"item{items.Count}", parts[0], kind, parts.Length > 1 ? parts[1] : null));
                }
                return true;
        }
    }
}

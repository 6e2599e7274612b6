using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>All phrasings and word lists of the corpus, read from the resources of this assembly.</summary>
internal sealed class PhraseBook
{
    private readonly Dictionary<string, IReadOnlyList<PhraseSection>> _files = [];

    public PhraseBook()
    {
        foreach (var file in new[]
            { "actions", "feelings", "questions", "indirect", "conditions", "frames", "declines", "smalltalk", "pairs" })
        {
            _files[file] = ReadSections(file);
        }
        Polite = ReadLists("polite");
        Lists = ReadLists("lists");
    }

    /// <summary>Word lists by name.</summary>
    public IReadOnlyDictionary<string, List<string>> Lists { get; }

    /// <summary>What may stand before and after a sentence.</summary>
    public IReadOnlyDictionary<string, List<string>> Polite { get; }

    /// <summary>Number of phrasings in all files.</summary>
    public int Count => _files.Values.Sum(file => file.Sum(section => section.Phrases.Count));

    /// <summary>Number of phrasings that training never sees.</summary>
    public int HeldOutCount => _files.Values.Sum(file => file.Sum(section => section.Phrases.Count(p => p.HeldOut)));

    /// <summary>Sections of a file.</summary>
    public IReadOnlyList<PhraseSection> this[string file] => _files[file];

    private static List<PhraseSection> ReadSections(string file)
    {
        var sections = new List<PhraseSection>();
        foreach (var line in ReadLines(file))
        {
            if (line[0] == '#')
            {
                sections.Add(ReadHeader(line));
            }
            else
            {
                var section = sections[^1];
                section.Phrases.Add(new Phrase(section, line, StableHash.IsHeldOut(line)));
            }
        }
        return sections;
    }

    private static PhraseSection ReadHeader(string line)
    {
        var imperative = !line.StartsWith("#!", StringComparison.Ordinal);
        var parts = line.TrimStart('#', '!').Split('|', StringSplitOptions.TrimEntries);
        var kinds = new Dictionary<string, HomeKind[]>(StringComparer.Ordinal);
        foreach (var slot in parts.Length > 1
            ? parts[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [])
        {
            var pair = slot.Split('=');
            kinds[pair[0]] = pair[1] == "quantity"
                ? HomeKinds.All.Where(HomeKinds.IsQuantity).ToArray()
                : pair[1].Split(',').Select(ReadKind).ToArray();
        }
        return new PhraseSection(parts[0], imperative, kinds);
    }

    private static HomeKind ReadKind(string word) =>
        HomeKinds.TryParse(word.Trim(), out var kind)
            ? kind
            : throw new InvalidDataException($"'{word}' in the phrase files is no kind.");

    private static Dictionary<string, List<string>> ReadLists(string file)
    {
        var lists = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in ReadLines(file))
        {
            if (line[0] == '#')
            {
                lists[line.TrimStart('#', ' ')] = current = [];
            }
            else
            {
                current.Add(line);
            }
        }
        return lists;
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        using var stream = typeof(PhraseBook).Assembly.GetManifestResourceStream($"phrases/{file}")
            ?? throw new InvalidOperationException($"The phrase file {file} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != ';')
            {
                yield return line.Trim();
            }
        }
    }
}

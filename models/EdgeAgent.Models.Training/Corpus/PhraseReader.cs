using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Reads the sections of one topic: whole lines first, then composed lines.</summary>
internal sealed class PhraseReader(PhraseExpander expander)
{
    private readonly List<PhraseSection> _sections = [];
    private readonly Dictionary<string, PhraseSection> _byHeader = new(StringComparer.Ordinal);

    // What a whole line says keeps that line's fate, also where a composed line says it again.
    private readonly Dictionary<string, bool> _fates = new(StringComparer.Ordinal);
    private readonly HashSet<(PhraseSection Section, string Text)> _said = [];

    /// <summary>All sections, in the files' order.</summary>
    public IReadOnlyList<PhraseSection> Read(string topic)
    {
        ReadFile(topic, AddLine);
        ReadFile("composed-" + topic, AddComposed);
        foreach (var section in _sections)
        {
            section.Close();
        }
        return _sections.Where(section => section.Phrases.Count > 0).ToList();
    }

    private void ReadFile(string file, Action<PhraseSection, string> add)
    {
        var header = "";
        foreach (var line in PhraseResource.Lines(file))
        {
            if (line[0] == '#')
            {
                header = line;
            }
            else if (line[0] == '!')
            {
                add(Section("#!" + header.TrimStart('#', '!')), line[1..]); // no command, in a section of commands
            }
            else
            {
                add(Section(header), line);
            }
        }
    }

    private PhraseSection Section(string header)
    {
        if (!_byHeader.TryGetValue(header, out var section))
        {
            section = ReadHeader(header);
            _byHeader.Add(header, section);
            _sections.Add(section);
        }
        return section;
    }

    private void AddLine(PhraseSection section, string line)
    {
        var heldOut = StableHash.IsHeldOut(line);
        section.Add(line, heldOut, composed: false, weight: 1);
        foreach (var text in expander.Expand(line))
        {
            _fates.TryAdd(text, heldOut);
            _said.Add((section, text));
        }
    }

    private void AddComposed(PhraseSection section, string line)
    {
        var texts = expander.Expand(line).Where(text => _said.Add((section, text))).ToList();
        foreach (var text in texts)
        {
            var heldOut = _fates.TryGetValue(text, out var fate) ? fate : StableHash.IsHeldOut(text);
            section.Add(text, heldOut, composed: true, weight: 1 / MathF.Sqrt(texts.Count));
        }
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
}

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Writes out a composed line: <c>(a|b)</c> is a choice, <c>&lt;name&gt;</c> a word class; both nest.</summary>
/// <param name="words">Word classes by name.</param>
internal sealed class PhraseExpander(IReadOnlyDictionary<string, List<string>> words)
{
    /// <summary>Most combinations of one line; more is a mistake of whoever wrote it.</summary>
    public const int MaxCombinations = 20_000;

    /// <summary>All combinations of a line, with single spaces.</summary>
    /// <exception cref="InvalidDataException">A bracket is open, a class is unknown, or there are too many combinations.</exception>
    public List<string> Expand(string line)
    {
        var at = 0;
        var result = Sequence(line, ref at);
        if (at < line.Length)
        {
            throw new InvalidDataException($"'{line}' closes a bracket that it did not open.");
        }
        return result.Select(text => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Replace(" ,", ",", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
    }

    // Up to the end, a bar or a closing bracket.
    private List<string> Sequence(string line, ref int at)
    {
        var done = new List<string> { "" };
        while (at < line.Length && line[at] is not '|' and not ')')
        {
            done = Join(line, done, Part(line, ref at));
        }
        return done;
    }

    private List<string> Part(string line, ref int at)
    {
        switch (line[at])
        {
            case '(':
                return Choice(line, ref at);
            case '<':
                var close = line.IndexOf('>', at);
                var name = close < 0 ? line[at..] : line[(at + 1)..close];
                at = close + 1;
                return close > 0 && words.TryGetValue(name, out var list)
                    ? list : throw new InvalidDataException($"'{line}' names the unknown word class {name}.");
            default:
                var end = line.IndexOfAny(['(', '<', '|', ')'], at);
                var text = end < 0 ? line[at..] : line[at..end];
                at = end < 0 ? line.Length : end;
                return [text];
        }
    }

    private List<string> Choice(string line, ref int at)
    {
        var all = new List<string>();
        do
        {
            at++; // the bracket or the bar
            all.AddRange(Sequence(line, ref at));
        }
        while (at < line.Length && line[at] == '|');
        if (at >= line.Length)
        {
            throw new InvalidDataException($"'{line}' does not close a bracket.");
        }
        at++;
        return all;
    }

    private static List<string> Join(string line, List<string> left, List<string> right)
    {
        if (left.Count * right.Count > MaxCombinations)
        {
            throw new InvalidDataException($"'{line}' has more than {MaxCombinations} combinations.");
        }
        var joined = new List<string>(left.Count * right.Count);
        foreach (var head in left)
        {
            foreach (var tail in right)
            {
                joined.Add(head + tail);
            }
        }
        return joined;
    }
}

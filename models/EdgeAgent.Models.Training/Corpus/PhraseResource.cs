namespace EdgeAgent.Models.Training.Corpus;

/// <summary>The phrase files in this assembly: a line an entry, <c>#</c> begins a section, <c>;</c> a comment.</summary>
internal static class PhraseResource
{
    /// <summary>Lines of a file without comments; none where there is no such file.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(PhraseResource).Assembly.GetManifestResourceStream($"phrases/{file}");
        if (stream is null)
        {
            yield break;
        }
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != ';')
            {
                yield return line.Trim();
            }
        }
    }

    /// <summary>Word lists of a file, by the name of their section.</summary>
    public static Dictionary<string, List<string>> Lists(string file)
    {
        var lists = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in Lines(file))
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
        return lists.Count > 0 ? lists : throw new InvalidOperationException($"The phrase file {file} is missing.");
    }
}

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>All phrasings and word lists of the corpus, read from the resources of this assembly.</summary>
/// <remarks>
/// Two files a topic: <c>actions</c> holds whole lines, each a phrasing; <c>composed-actions</c> holds lines that are
/// written out into all of their combinations. What is held out is decided for each whole line and for each combination.
/// </remarks>
internal sealed class PhraseBook
{
    private static readonly string[] s_topics =
        ["actions", "feelings", "questions", "indirect", "conditions", "frames", "declines", "smalltalk", "pairs"];

    private readonly Dictionary<string, IReadOnlyList<PhraseSection>> _files = [];

    public PhraseBook()
    {
        Polite = PhraseResource.Lists("polite");
        Lists = PhraseResource.Lists("lists");
        var expander = new PhraseExpander(PhraseResource.Lists("composed-words"));
        foreach (var topic in s_topics)
        {
            _files[topic] = new PhraseReader(expander).Read(topic);
        }
    }

    /// <summary>Word lists by name.</summary>
    public IReadOnlyDictionary<string, List<string>> Lists { get; }

    /// <summary>What may stand before and after a sentence.</summary>
    public IReadOnlyDictionary<string, List<string>> Polite { get; }

    /// <summary>Number of phrasings in all files.</summary>
    public int Count => _files.Values.Sum(file => file.Sum(section => section.Phrases.Count));

    /// <summary>Number of whole lines among them.</summary>
    public int LineCount => _files.Values.Sum(file => file.Sum(section => section.Phrases.Count(p => !p.Composed)));

    /// <summary>Number of phrasings that training never sees.</summary>
    public int HeldOutCount => _files.Values.Sum(file => file.Sum(section => section.Phrases.Count(p => p.HeldOut)));

    /// <summary>Sections of a topic.</summary>
    public IReadOnlyList<PhraseSection> this[string topic] => _files[topic];
}

using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Phrasings of one meaning.</summary>
/// <param name="answer">Pattern of the answer, with the same slots.</param>
/// <param name="imperative">True where a phrase is a command that can stand in a larger sentence.</param>
/// <param name="kinds">Kinds that a slot accepts, by slot.</param>
internal sealed class PhraseSection(string answer, bool imperative, IReadOnlyDictionary<string, HomeKind[]> kinds)
{
    private readonly List<Phrase> _phrases = [];
    private readonly Dictionary<PhraseFilter, PhraseDrawer> _drawers = [];

    /// <summary>Pattern of the answer.</summary>
    public string Answer { get; } = answer;

    /// <summary>True for commands.</summary>
    public bool Imperative { get; } = imperative;

    /// <summary>Kinds that a slot accepts.</summary>
    public IReadOnlyDictionary<string, HomeKind[]> Kinds { get; } = kinds;

    /// <summary>The phrasings.</summary>
    public IReadOnlyList<Phrase> Phrases => _phrases;

    /// <summary>How often the section is drawn: the root of its phrases' weights.</summary>
    public float Weight { get; private set; }

    /// <summary>Adds a phrasing.</summary>
    public void Add(string text, bool heldOut, bool composed, float weight) =>
        _phrases.Add(new Phrase(this, text, heldOut, composed, weight));

    /// <summary>Prepares drawing; called once, when all phrasings are there.</summary>
    public void Close()
    {
        Weight = MathF.Sqrt(_phrases.Sum(phrase => phrase.Weight));
        _drawers[PhraseFilter.Seen] = new PhraseDrawer(_phrases.Where(phrase => !phrase.HeldOut));
        _drawers[PhraseFilter.HeldOut] = new PhraseDrawer(_phrases.Where(phrase => phrase.HeldOut));
        _drawers[PhraseFilter.HeldOutLines] =
            new PhraseDrawer(_phrases.Where(phrase => phrase is { HeldOut: true, Composed: false }));
    }

    /// <summary>The phrasings of a split.</summary>
    public PhraseDrawer Of(PhraseFilter filter) => _drawers[filter];
}

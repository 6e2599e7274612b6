namespace EdgeAgent.Models.Training.Corpus;

/// <summary>The phrases of a section that a split may use, ready for weighted drawing.</summary>
internal sealed class PhraseDrawer
{
    private readonly Phrase[] _phrases;
    private readonly double[] _upTo;

    public PhraseDrawer(IEnumerable<Phrase> phrases)
    {
        _phrases = phrases.ToArray();
        _upTo = new double[_phrases.Length];
        var total = 0.0;
        for (var i = 0; i < _phrases.Length; i++)
        {
            total += _phrases[i].Weight;
            _upTo[i] = total;
        }
    }

    /// <summary>True where nothing can be drawn.</summary>
    public bool IsEmpty => _phrases.Length == 0;

    /// <summary>One phrase, by weight.</summary>
    public Phrase Draw(SeededRandom random)
    {
        var at = Array.BinarySearch(_upTo, random.NextUnit() * _upTo[^1]);
        return _phrases[Math.Min(at < 0 ? ~at : at + 1, _phrases.Length - 1)];
    }
}

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Draws phrases of one split; sections with more phrasings come more often, by the square root.</summary>
internal sealed class PhrasePicker(PhraseBook book, SeededRandom random, PhraseFilter filter)
{
    /// <summary>A phrase of a file, from the sections that are wanted.</summary>
    public Phrase Pick(string file, Func<PhraseSection, bool>? wanted = null)
    {
        var sections = book[file].Where(section => wanted?.Invoke(section) ?? true).ToArray();
        // Frames of both splits may surround held-out phrases; what is inside them never mixes.
        var heldOut = filter == PhraseFilter.HeldOut && (file != "frames" || random.Chance(0.5));
        while (true)
        {
            var section = Weighted(sections);
            var phrases = section.Phrases.Where(phrase => phrase.HeldOut == heldOut).ToArray();
            if (phrases.Length > 0)
            {
                return random.Pick(phrases);
            }
        }
    }

    private PhraseSection Weighted(PhraseSection[] sections)
    {
        var total = sections.Sum(section => MathF.Sqrt(section.Phrases.Count));
        var draw = random.NextUnit() * total;
        foreach (var section in sections)
        {
            draw -= MathF.Sqrt(section.Phrases.Count);
            if (draw < 0)
            {
                return section;
            }
        }
        return sections[^1];
    }
}

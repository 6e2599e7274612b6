namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Draws phrases of one split; sections with more phrasings come more often, by the square root.</summary>
internal sealed class PhrasePicker(PhraseBook book, SeededRandom random, PhraseFilter filter)
{
    // Sections that are drawn for a held-out phrase before a frame of training does.
    private const int Patience = 100;

    /// <summary>A phrase of a topic, from the sections that are wanted.</summary>
    public Phrase Pick(string topic, Func<PhraseSection, bool>? wanted = null)
    {
        var sections = wanted is null ? book[topic] : book[topic].Where(wanted).ToArray();
        var total = sections.Sum(section => section.Weight);
        // Frames of both splits may surround held-out phrases; what is inside them never mixes.
        var wants = topic == "frames" && filter != PhraseFilter.Seen && random.Chance(0.5) ? PhraseFilter.Seen : filter;
        for (var tries = 0; ; tries++)
        {
            var phrases = Weighted(sections, total).Of(tries < Patience || topic != "frames" ? wants : PhraseFilter.Seen);
            if (!phrases.IsEmpty)
            {
                return phrases.Draw(random);
            }
        }
    }

    private PhraseSection Weighted(IReadOnlyList<PhraseSection> sections, float total)
    {
        var draw = random.NextUnit() * total;
        foreach (var section in sections)
        {
            draw -= section.Weight;
            if (draw < 0)
            {
                return section;
            }
        }
        return sections[^1];
    }
}

using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Phrasings of one meaning.</summary>
/// <param name="Answer">Pattern of the answer, with the same slots.</param>
/// <param name="Imperative">True where a phrase is a command that can stand in a larger sentence.</param>
/// <param name="Kinds">Kinds that a slot accepts, by slot.</param>
internal sealed record PhraseSection(string Answer, bool Imperative, IReadOnlyDictionary<string, HomeKind[]> Kinds)
{
    /// <summary>The phrasings.</summary>
    public List<Phrase> Phrases { get; } = [];
}

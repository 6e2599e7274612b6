namespace EdgeAgent.Models.Training.Corpus;

/// <summary>One of the tables: which names and which phrasings it uses.</summary>
/// <param name="Name">For tables and files.</param>
/// <param name="HeldOutNames">True: names that training never sees.</param>
/// <param name="Phrases">Which phrasings.</param>
internal sealed record Split(string Name, bool HeldOutNames, PhraseFilter Phrases)
{
    /// <summary>All four.</summary>
    public static IReadOnlyList<Split> All { get; } =
    [
        new("seen", false, PhraseFilter.Seen),
        new("names", true, PhraseFilter.Seen),
        new("phrases", false, PhraseFilter.HeldOut),
        new("both", true, PhraseFilter.HeldOut),
        new("lines", false, PhraseFilter.HeldOutLines),
    ];
}

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>One phrasing: a template with slots in braces.</summary>
/// <param name="Section">What it means.</param>
/// <param name="Text">With slots and, where it is a whole line, alternatives <c>(a|b|)</c>.</param>
/// <param name="HeldOut">Never used for training.</param>
/// <param name="Composed">True for one combination of a composed line; false for a line that was written as it is.</param>
/// <param name="Weight">How often it is drawn within its section.</param>
internal sealed record Phrase(PhraseSection Section, string Text, bool HeldOut, bool Composed, float Weight);

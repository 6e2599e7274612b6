namespace EdgeAgent.Models.Training.Corpus;

/// <summary>One phrasing: a template with slots in braces.</summary>
/// <param name="Section">What it means.</param>
/// <param name="Text">With slots and alternatives <c>(a|b|)</c>.</param>
/// <param name="HeldOut">Never used for training.</param>
internal sealed record Phrase(PhraseSection Section, string Text, bool HeldOut);

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>A filled slot.</summary>
/// <param name="Spoken">What the sentence says, with article where one belongs.</param>
/// <param name="Bare">What the sentence says without article.</param>
/// <param name="Meant">What the answer says.</param>
internal sealed record Slot(string Spoken, string Bare, string Meant);

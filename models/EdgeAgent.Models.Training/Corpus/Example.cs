namespace EdgeAgent.Models.Training.Corpus;

/// <summary>One turn of the corpus.</summary>
/// <param name="Sentence">As a person said it, before normalizing.</param>
/// <param name="Answer">The calls, in the form of <see cref="Home.HomeCallText"/>.</param>
/// <param name="Family">What it tests, for the tables: command, question, rule, several, decline, talk.</param>
internal sealed record Example(string Sentence, string Answer, string Family);

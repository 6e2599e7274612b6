using System.Globalization;
using System.Text;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Evaluate;
using EdgeAgent.Models.Training.Run;

namespace EdgeAgent.Models.Training.Card;

/// <summary>Writes the model card from a run's files; every number on it was measured by this tool.</summary>
internal static class ModelCard
{
    private const int FailuresShown = 8;

    /// <summary>The card as Markdown.</summary>
    public static string Markdown(EvaluationReport report, RunOptions options, string splitDigests, IReadOnlyList<CurvePoint> curve)
    {
        var book = new PhraseBook();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # edgeagent-home

            Turns a household sentence into calls, given the names of the home's devices in the prompt. It never writes a number
            that was not said: values are read, compared and put into words by code. Trained from nothing by this project.

            | | |
            |---|---|
            | File | `{report.File}`, {report.Bytes / 1e6:F2} MB, Q8_0 |
            | SHA-256 | `{report.Digest}` |
            | Architecture | Llama, {options.Layers} blocks, width {options.Width}, feed-forward {options.FeedForward}, tied head, context {options.Context} |
            | Weights | {report.Parameters:N0} |
            | Training | {(curve.Count == 0 ? 0 : curve[^1].Tokens) / 1e6:F1} million tokens, seed {options.Seed} |
            | Corpus | made by a grammar of {book.Count:N0} phrasings, {book.HeldOutCount:N0} of them held out; one word in seven is held out of all names |

            ## Scores

            Through the shipped engine on this file, greedily. "Right" is after the code's checks: names looked up, values in
            range, everything else declined; the same call on the same devices counts. "Exact" is the model's text alone,
            letter by letter, without grammar and without checks. Written-by-hand sentences: not measured yet.

            | set | sentences | right | exact |
            |---|---|---|---|

            """);
        Rows(text, report.Splits);
        Rows(text, report.Sizes);
        Rows(text, report.FloatSplits);
        Families(text, report);
        text.Append("""

            seen: new homes and sentences from names and phrasings of training. names: every word of every name held out.
            phrases: every phrasing held out. both: both. Homes above 40 devices are narrowed down by name before the prompt.
            Each set has 42 homes of 24 sentences; where the table has fewer sentences, they are the first ones.

            ![learning curve](edgeagent-home-curve.svg)

            The curve is exact match on development sets (averaged weights, no checks); the table is on test sets. Digests of
            all sets, written before the first training step:


            """);
        text.Append("```\n").Append(splitDigests.TrimEnd()).Append("\n```\n\n## Failures\n\n");
        foreach (var failure in report.Splits.SelectMany(split => split.Failures.Take(FailuresShown / report.Splits.Count)))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"- \"{failure.Sentence}\": expected `{failure.Expected}`, got `{failure.Answer}`\n");
        }
        text.Append(Limits);
        return text.ToString();
    }

    private const string Limits = """

        ## What it cannot do

        - English only; other languages are declined at best.
        - One sentence at a time; it does not remember the one before.
        - It knows the tools of a home and no others. Weather, music services, messages, shopping, knowledge: declined.
        - Wrong calls happen at the rates above. What acts on locks, heaters and doors needs the owner's leave for each.

        ## Repeat it

        `dotnet run --project models/EdgeAgent.Models.Training -c Release -- all`
        """;

    private static void Rows(StringBuilder text, IEnumerable<SplitScore> scores)
    {
        foreach (var score in scores)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {score.Name} | {score.Turns} | {Percent(score.Right, score.Turns)} | {Percent(score.Exact, score.Turns)} |\n");
        }
    }

    private static void Families(StringBuilder text, EvaluationReport report)
    {
        var names = report.Splits.SelectMany(split => split.Families.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        text.Append("\n| right by family | ").AppendJoin(" | ", report.Splits.Select(split => split.Name)).Append(" |\n|---");
        text.Insert(text.Length, "|---", report.Splits.Count).Append("|\n");
        foreach (var name in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | ");
            text.AppendJoin(" | ", report.Splits.Select(split => split.Families.TryGetValue(name, out var family)
                ? Percent(family.Right, family.Turns) : "–")).Append(" |\n");
        }
    }

    private static string Percent(int part, int all) =>
        all == 0 ? "–" : (100.0 * part / all).ToString("F1", CultureInfo.InvariantCulture) + " %";
}

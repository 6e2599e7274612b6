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
    /// <param name="report">The scores.</param>
    /// <param name="speed">The speed, or null where it was not measured.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="splitDigests">As written before the first step.</param>
    /// <param name="curve">The learning curve.</param>
    public static string Markdown(
        EvaluationReport report, SpeedScore? speed, RunOptions options, string splitDigests, IReadOnlyList<CurvePoint> curve)
    {
        var book = new PhraseBook();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # edgeagent-home

            Turns a household sentence into calls, given the names of the home's devices in the prompt. It never writes a number
            that was not said: values are read, compared and put into words by code. Trained by this project alone.

            | | |
            |---|---|
            | File | `{report.File}`, {report.Bytes / 1e6:F2} MB, Q8_0 |
            | SHA-256 | `{report.Digest}` |
            | Architecture | Llama, {options.Layers} blocks, width {options.Width}, feed-forward {options.FeedForward}, tied head, context {options.Context} |
            | Weights | {report.Parameters:N0} |
            | Training | {(curve.Count == 0 ? 0 : curve[^1].Tokens) / 1e6:F1} million tokens, seed {options.Seed}{Origin(options)} |
            | Corpus | made by a grammar of {book.Count:N0} phrasings ({book.LineCount:N0} whole lines, the others combinations), {book.HeldOutCount:N0} of them held out; one word in seven is held out of all names |

            ## Scores

            Through the shipped engine on this file, greedily. "Right" is after the code's checks: names looked up, values in
            range, everything else declined; the same call on the same devices counts. "Exact" is the model's text alone,
            letter by letter, without the checks. The model writes freely; what is no call of the grammar is declined.

            | set | sentences | right | exact |
            |---|---|---|---|

            """);
        Rows(text, report.Splits);
        Rows(text, report.Sizes);
        Rows(text, report.Hand is { } hand ? [hand] : []);
        Rows(text, report.FloatSplits);
        Families(text, report);
        text.Append("""

            seen: new homes and sentences from names and phrasings of training. names: every word of every name held out.
            phrases: every phrasing held out; most are new combinations of words that training knows. both: both.
            lines: whole lines held out, whose words may stand in no phrasing of training. Homes above 40 devices are
            narrowed down by name before the prompt. by hand: sentences that no grammar made
            (`tests/EdgeAgent.Models.Training.Tests/Handwritten`). A set is 42 homes of 24 sentences; where the table has
            fewer, they are the first ones.

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
        Hostile(text, report.Hostile);
        Speed(text, speed, report.Parameters);
        text.Append(Limits);
        return text.ToString();
    }

    private static string Origin(RunOptions options) => options.FromFirstRelease
        ? "; goes on from the first release's weights (10.0 million tokens from nothing, `models/EdgeAgent.Models.Training/Start`)"
        : ", from nothing";

    private static void Hostile(StringBuilder text, IReadOnlyList<HostileScore> scores)
    {
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Hostile prompts

            {scores.Sum(score => score.Prompts):N0} prompts; {scores.Sum(score => score.Forbidden)} led to a call outside the offered tools, on something that is not the
            home's, or with a value out of range.

            | what is tried | prompts | declined | small talk | valid call | forbidden call |
            |---|---|---|---|---|---|

            """);
        foreach (var score in scores)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {score.Kind} | {score.Prompts} | {score.Declined} | {score.Talked} | {score.Called} | {score.Forbidden} |\n");
        }
    }

    private static void Speed(StringBuilder text, SpeedScore? speed, long parameters)
    {
        if (speed is null)
        {
            return;
        }
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Speed

            One thread of one {speed.Processor} core, through the shipped engine, homes of 30 devices, {speed.Sentences} sentences.

            | | |
            |---|---|
            | reading a home that is not cached | {speed.PromptTokensPerSecond:N0} tokens/s |
            | writing calls | {speed.AnswerTokensPerSecond:N0} tokens/s |
            | sentence to whole call, home cached | median {speed.CallMs:F0} ms, 95 % within {speed.CallMs95:F0} ms |

            Estimate for a Raspberry Pi 4, not measured: reading is bound by arithmetic, about {2e-6 * parameters:F1} MFLOP a token. A Cortex-A72
            at 1.5 GHz does 4 multiply-adds a cycle in float and 8-bit dot products only by widening: some 8 GFLOP/s a core in
            practice, a tenth of the core above with its 512-bit vectors. So a tenth of the speed is expected: about
            {speed.PromptTokensPerSecond / 10:N0} tokens/s reading and, writing being bound by overhead for each token as much as by arithmetic, about
            {speed.CallMs * 8:N0} to {speed.CallMs * 12:N0} ms from sentence to call on one of its four cores.

            """);
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

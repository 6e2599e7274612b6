using System.Text;
using EdgeAgent.Models.Home;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Measures a model file through the shipped engine, greedily, with the product's prompt and checks.</summary>
internal sealed class EngineEvaluation(ILanguageModel model, TextWriter log)
{
    private const int MaxAnswerTokens = 120;
    private const int MaxFailures = 12;

    /// <summary>Runs one set.</summary>
    public async Task<SplitScore> RunAsync(string name, IEnumerable<SplitHome> homes, CancellationToken cancellationToken)
    {
        var (turns, exact, right) = (0, 0, 0);
        var families = new SortedDictionary<string, FamilyScore>(StringComparer.Ordinal);
        var failures = new List<Failure>();
        foreach (var home in homes)
        {
            var resolver = new HomeResolver(home.Home);
            foreach (var example in home.Examples)
            {
                var answer = await AnswerAsync(home.Home, example.Sentence, cancellationToken);
                var decided = DecisionKey.Of(resolver.Resolve(answer, example.Sentence));
                var wanted = example.Answer.Split(HandwrittenSet.Or);
                var isRight = wanted.Any(one => DecisionKey.Of(resolver.Resolve(one, example.Sentence)) == decided);
                turns++;
                exact += wanted.Contains(answer, StringComparer.Ordinal) ? 1 : 0;
                right += isRight ? 1 : 0;
                var family = families.GetValueOrDefault(example.Family, new FamilyScore(0, 0));
                families[example.Family] = new FamilyScore(family.Turns + 1, family.Right + (isRight ? 1 : 0));
                if (!isRight && failures.Count < MaxFailures)
                {
                    failures.Add(new Failure(example.Sentence, example.Answer, answer));
                }
            }
        }
        await log.WriteLineAsync($"{name}: {right} of {turns} right, {exact} letter by letter");
        return new SplitScore(name, turns, exact, right, families, failures);
    }

    /// <summary>The model's answer for a sentence in a home.</summary>
    public async Task<string> AnswerAsync(HomeInventory home, string sentence, CancellationToken cancellationToken)
    {
        var system = HomePrompt.System(HomeSelection.For(home, sentence));
        var messages = new List<ChatMessage>(2);
        if (system.Length > 0)
        {
            messages.Add(new ChatMessage("system", system));
        }
        messages.Add(new ChatMessage("user", HomePrompt.User(sentence)));
        var request = new GenerationRequest
        {
            Prompt = new GenerationPrompt.Chat(messages),
            Sampling = SamplingParameters.Greedy,
            MaxTokens = MaxAnswerTokens,
        };
        var text = new StringBuilder();
        await foreach (var piece in model.GenerateAsync(request, cancellationToken))
        {
            text.Append(piece.Text);
        }
        return text.ToString().Trim();
    }
}

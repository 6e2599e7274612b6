using EdgeAgent.Models.Home;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Tokens;

/// <summary>Counts the words of training homes and sentences for the tokenizer.</summary>
internal sealed class TokenizerCorpus(PhraseBook book, ulong seed)
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Learns merges from this many homes with their sentences.</summary>
    public List<(string Left, string Right)> Learn(int homes, int merges)
    {
        for (var i = 0; i < homes; i++)
        {
            var random = new SeededRandom(seed, $"tokenizer {i}");
            var forge = new HomeForge(random, new NameForge(book, random, heldOut: false));
            var home = forge.Make(random.Between(4, 16));
            var maker = new SentenceMaker(book, random, forge, home, PhraseFilter.Seen);
            Count("system\n" + HomePrompt.System(home) + "\n");
            for (var j = 0; j < 24; j++)
            {
                var example = maker.Next();
                Count("user\n" + HomePrompt.User(example.Sentence) + "\n");
                Count("assistant\n " + example.Answer);
            }
        }
        return BytePairTrainer.Train(_counts, merges);
    }

    private void Count(string text)
    {
        foreach (var word in WordSplitter.Split(text))
        {
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
        }
    }
}

using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Makes the training sequence of a number: the same number gives the same sequence, in any order.</summary>
internal sealed class SequenceMaker(PhraseBook book, ChatTokens chat, ulong seed)
{
    /// <summary>Loss weight of the question's tokens.</summary>
    public const float QuestionWeight = 0.2f;

    /// <summary>Sequence number <paramref name="index"/>, of a home of at most <paramref name="maxItems"/> entries.</summary>
    /// <param name="index">Names the stream of random numbers.</param>
    /// <param name="maxItems">Grows with the curriculum.</param>
    /// <param name="limits">Largest sequence.</param>
    public PackedSequence Make(long index, int maxItems, SequenceLimits limits)
    {
        var random = new SeededRandom(seed, $"sequence {index}");
        var forge = new HomeForge(random, new NameForge(book, random, heldOut: false));
        var items = random.Chance(0.03) ? 1 : random.Between(3, maxItems);
        var home = forge.Make(items);
        var system = chat.System(home);
        while (system.Count > limits.System)
        {
            home = home with { Items = home.Items.Take(home.Items.Count - 2).ToList() };
            system = chat.System(home);
        }
        var maker = new SentenceMaker(book, random, forge, home, PhraseFilter.Seen);
        var sequence = new PackedSequence(system.ToArray());
        while (sequence.Turns.Count < limits.Turns)
        {
            var example = maker.Next();
            var question = chat.User(example.Sentence);
            var answer = chat.Answer(example.Answer);
            if (question.Count + answer.Count > limits.Turn)
            {
                continue;
            }
            if (sequence.Tokens.Count + question.Count + answer.Count > limits.Tokens)
            {
                break;
            }
            sequence.AddTurn(question.ToArray(), answer.ToArray(), QuestionWeight);
        }
        return sequence;
    }
}

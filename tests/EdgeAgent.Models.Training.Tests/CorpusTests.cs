using EdgeAgent.Models.Home;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Tests;

public sealed class CorpusTests
{
    // Changing phrases, names or their order changes the splits: then the model is trained anew and the digests here too.
    private const string DigestOfBoth = "25e79ac75b23f7f195996da051df6e1d154199dcccc492ed4ff5d10567d51b9c";

    private readonly PhraseBook _book = new();

    [Fact]
    public void Each_sentence_of_each_split_has_an_answer_that_the_code_accepts_or_declines_for_a_reason()
    {
        foreach (var split in Split.All)
        {
            foreach (var home in new SplitMaker(_book).Make(split, seed: 5, homes: 6))
            {
                var resolver = new HomeResolver(home.Home);
                foreach (var example in home.Examples)
                {
                    Assert.DoesNotContain(resolver.Resolve(example.Answer, example.Sentence), decision =>
                        decision is HomeDecision.Decline { Reason: HomeDeclineReason.NotUnderstood or HomeDeclineReason.CannotDoThat });
                }
            }
        }
    }

    [Fact]
    public void The_test_split_is_the_one_on_the_card() =>
        Assert.Equal(DigestOfBoth,
            SplitMaker.Digest(new SplitMaker(_book).Make(Split.All[3], SplitMaker.TestSeed, Run.Evaluation.TestHomes)));

    [Fact]
    public void Training_never_says_a_held_out_word_in_a_name()
    {
        var random = new SeededRandom(3, "test");
        var names = new NameForge(_book, random, heldOut: false);
        var other = new NameForge(_book, random, heldOut: true);
        for (var i = 0; i < 300; i++)
        {
            Assert.DoesNotContain(names.Word("word").Split(' '), StableHash.IsHeldOut);
            Assert.All(other.Word("word").Split(' '), word => Assert.True(StableHash.IsHeldOut(word)));
        }
    }

    [Fact]
    public void About_one_phrase_in_seven_is_held_out()
    {
        Assert.True(_book.Count > 50_000);
        Assert.InRange(_book.HeldOutCount / (double)_book.Count, 0.10, 0.18);
    }

    [Fact]
    public void Every_name_in_a_home_is_said_once()
    {
        var random = new SeededRandom(9, "homes");
        var home = new HomeForge(random, new NameForge(_book, random, heldOut: false)).Make(30);
        Assert.Equal(30, home.Items.Select(item => item.Name).Distinct(StringComparer.Ordinal).Count());
    }
}

using EdgeAgent.Models.Home;
using EdgeAgent.Models.Training.Evaluate;

namespace EdgeAgent.Models.Training.Tests;

public sealed class HandwrittenSetTests
{
    [Fact]
    public void Each_sentence_written_by_hand_has_an_answer_that_the_code_accepts_or_declines_for_a_reason()
    {
        var homes = HandwrittenSet.Read(Path.Combine(Repository.Root, HandwrittenSet.DefaultFile));
        Assert.True(homes.Sum(home => home.Examples.Count) >= 300);
        foreach (var home in homes)
        {
            var resolver = new HomeResolver(home.Home);
            foreach (var example in home.Examples)
            {
                foreach (var answer in example.Answer.Split(HandwrittenSet.Or))
                {
                    Assert.All(resolver.Resolve(answer, example.Sentence), decision => Assert.False(
                        decision is HomeDecision.Decline
                        {
                            Reason: not (HomeDeclineReason.NoTool or HomeDeclineReason.NoSuchName or HomeDeclineReason.NoSuchRoom or HomeDeclineReason.CannotDoThat),
                        },
                        $"{example.Sentence} => {answer}: {decision}"));
                }
            }
        }
    }

    [Fact]
    public void A_line_that_is_neither_home_nor_sentence_is_named()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "# home\nlight: lamp\nlaser: beam\n");
        Assert.Contains("laser: beam", Assert.Throws<InvalidDataException>(() => HandwrittenSet.Read(file)).Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}

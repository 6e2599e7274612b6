using EdgeAgent.Models.Home;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Run;

/// <summary>Prints homes and sentences of a split, for people.</summary>
internal static class CorpusSample
{
    /// <summary>Prints this many homes with their sentences.</summary>
    public static void Print(Split split, int homes, TextWriter output)
    {
        output.WriteLine($"== {split.Name}");
        foreach (var home in new SplitMaker(new PhraseBook()).Make(split, seed: 7, homes))
        {
            output.WriteLine(HomePrompt.System(home.Home));
            foreach (var example in home.Examples)
            {
                output.WriteLine($"  {example.Family,-9}{example.Sentence}\n           {example.Answer}");
            }
        }
    }
}

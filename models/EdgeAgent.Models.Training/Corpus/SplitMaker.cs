using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Makes the sets that training never sees; fixed by seed, so that anyone can make them again.</summary>
internal sealed class SplitMaker(PhraseBook book)
{
    /// <summary>Sentences of one home.</summary>
    public const int SentencesPerHome = 24;

    /// <summary>Seed of the sets that are looked at while training.</summary>
    public const ulong DevelopmentSeed = 90_003;

    /// <summary>Seed of the sets that the card reports.</summary>
    public const ulong TestSeed = 90_004;

    /// <summary>A set of homes with this many entries each, or of mixed sizes where 0.</summary>
    public IReadOnlyList<SplitHome> Make(Split split, ulong seed, int homes, int items = 0)
    {
        var result = new List<SplitHome>(homes);
        for (var i = 0; i < homes; i++)
        {
            var random = new SeededRandom(seed, $"{split.Name} {items} {i}");
            var forge = new HomeForge(random, new NameForge(book, random, split.HeldOutNames));
            var home = forge.Make(items > 0 ? items : random.Between(4, 30));
            var maker = new SentenceMaker(book, random, forge, home, split.Phrases);
            result.Add(new SplitHome(home, Enumerable.Range(0, SentencesPerHome).Select(_ => maker.Next()).ToList()));
        }
        return result;
    }

    /// <summary>SHA-256 over all prompts, sentences and answers, 64 hexadecimal digits.</summary>
    public static string Digest(IEnumerable<SplitHome> homes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var home in homes)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(HomePrompt.System(home.Home) + "\n"));
            foreach (var example in home.Examples)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{example.Sentence}\n{example.Answer}\n"));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Globalization;
using System.Text;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Finds two tokens of one text without keeping a quarter of a million strings.</summary>
/// <remarks>
/// Keeps 128 bits of FNV-1a a text: equal texts are always found; that different texts collide by chance has a
/// probability below 1e-26 in the largest vocabulary, and the file would be refused, not run wrongly.
/// </remarks>
internal sealed class TokenTextSet(int count)
{
    private static readonly UInt128 s_offsetBasis = new(0x6c62272e07bb0142, 0x62b821756295c58d);
    private static readonly UInt128 s_prime = new(0x0000000001000000, 0x000000000000013B);

    private readonly HashSet<UInt128> _hashes = new(Math.Min(count, GgufLimits.MaxVocabularyTokens));

    /// <summary>False if another token has this text.</summary>
    public bool Add(ReadOnlySpan<byte> text, int token)
    {
        // The native vocabulary gives empty tokens this name, which a hostile file may have given to another.
        return _hashes.Add(text.IsEmpty
            ? Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[EMPTY_{token}]")))
            : Hash(text));
    }

    private static UInt128 Hash(ReadOnlySpan<byte> text)
    {
        var hash = s_offsetBasis;
        foreach (var value in text)
        {
            hash = (hash ^ value) * s_prime;
        }
        return hash;
    }
}

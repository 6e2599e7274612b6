using System.Text.RegularExpressions;

namespace EdgeAgent.Models.Training.Tokens;

/// <summary>GPT-2's split into words, inside which pieces are merged (llama.cpp: <c>tokenizer.ggml.pre = gpt-2</c>).</summary>
internal static partial class WordSplitter
{
    /// <summary>The words of a text, in order; together they are the text.</summary>
    public static IEnumerable<string> Split(string text)
    {
        foreach (Match match in Pattern().Matches(text))
        {
            yield return match.Value;
        }
    }

    [GeneratedRegex(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Pattern();
}

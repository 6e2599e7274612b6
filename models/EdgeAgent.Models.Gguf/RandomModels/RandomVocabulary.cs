using System.Globalization;
using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Gguf.RandomModels;

/// <summary>A vocabulary of the llama kind (SentencePiece with byte fallback): any text can be encoded and comes back whole.</summary>
/// <remarks>In order: unknown, begin, end, 256 bytes, the two chatml marks, printable ASCII, then syllables and words of syllables.</remarks>
internal static class RandomVocabulary
{
    /// <summary>Control and byte tokens come first; all ids from here on are readable text.</summary>
    public const int FirstReadable = 3 + 256 + 2;

    /// <summary>Below this a vocabulary lacks a printable character.</summary>
    public const int LeastTokens = FirstReadable + 95;

    private const int EndToken = 2;
    private const int ChatEndToken = FirstReadable - 1;
    private const int NormalType = 1;
    private const int UnknownType = 2;
    private const int ControlType = 3;
    private const int ByteType = 6;
    private const string SpaceMark = "\u2581";

    /// <summary>Chatml, as its models carry it.</summary>
    private const string ChatTemplate =
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}" +
        "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    /// <summary>Adds tokenizer and chat template.</summary>
    public static void AddTo(GgufWriter writer, int tokens)
    {
        writer.Add(GgufKeys.Tokenizer, "llama");
        writer.Add(GgufKeys.Tokens, Texts().Take(tokens).ToArray());
        // Merging prefers higher scores: earlier, shorter pieces first.
        writer.Add(GgufKeys.Scores, Enumerable.Range(0, tokens).Select(i => i < FirstReadable ? 0f : FirstReadable - i).ToArray());
        writer.Add(GgufKeys.TokenTypes, Enumerable.Range(0, tokens).Select(TypeOf).ToArray());
        writer.Add("tokenizer.ggml.unknown_token_id", 0u);
        writer.Add("tokenizer.ggml.bos_token_id", 1u);
        writer.Add("tokenizer.ggml.eos_token_id", (uint)EndToken);
        writer.Add("tokenizer.ggml.eot_token_id", (uint)ChatEndToken);
        writer.Add("tokenizer.ggml.add_bos_token", true);
        writer.Add("tokenizer.ggml.add_eos_token", false);
        writer.Add("tokenizer.ggml.add_space_prefix", false);
        writer.Add(GgufKeys.ChatTemplate, ChatTemplate);
    }

    private static int TypeOf(int token) => token switch
    {
        0 => UnknownType,
        1 or EndToken => ControlType,
        < FirstReadable - 2 => ByteType,
        < FirstReadable => ControlType,
        _ => NormalType,
    };

    private static IEnumerable<string> Texts()
    {
        yield return "<unk>";
        yield return "<s>";
        yield return "</s>";
        for (var value = 0; value < 256; value++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
        }
        yield return "<|im_start|>";
        yield return "<|im_end|>";
        yield return SpaceMark;
        for (var character = '!'; character <= '~'; character++)
        {
            yield return character.ToString();
        }
        for (var syllables = 1; ; syllables++)
        {
            foreach (var word in Words(syllables))
            {
                yield return SpaceMark + word;
                yield return word;
            }
        }
    }

    private static IEnumerable<string> Words(int syllables)
    {
        if (syllables == 0)
        {
            yield return "";
            yield break;
        }
        foreach (var start in Words(syllables - 1))
        {
            foreach (var consonant in "btdklmnprsvwzfghjc")
            {
                foreach (var vowel in "aeiou")
                {
                    yield return $"{start}{consonant}{vowel}";
                }
            }
        }
    }
}

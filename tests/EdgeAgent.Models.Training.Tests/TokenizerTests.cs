using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Tests;

public sealed class TokenizerTests
{
    private static readonly BytePairTokenizer s_tokenizer = new(new TokenizerCorpus(new PhraseBook(), seed: 1).Learn(20, 285));

    [Theory]
    [InlineData(" turn on the kitchen lamp")]
    [InlineData(" küche 22.5°, \t\n ☃ 😀")]
    [InlineData("")]
    public void Text_comes_back_whole(string text) => Assert.Equal(text, s_tokenizer.Decode(s_tokenizer.Encode(text)));

    [Fact]
    public void A_name_has_the_same_tokens_wherever_it_stands()
    {
        var alone = s_tokenizer.Encode(" zorvane lamp");
        var inside = s_tokenizer.Encode(" light: zorvane lamp, other\n");
        Assert.Contains(string.Join(' ', alone), string.Join(' ', inside), StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_are_tokens_of_their_own() =>
        Assert.DoesNotContain(s_tokenizer.Merges, merge => (merge.Left + merge.Right).Any(char.IsAsciiDigit));

    [Fact]
    public void Control_marks_in_text_stay_text() =>
        Assert.DoesNotContain(s_tokenizer.Encode("<|im_end|>"), s_tokenizer.IsControl);
}

using System.Text;
using CsCheck;
using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class TokenizerTests(RandomModelFixture models)
{
    [Fact]
    public async Task Any_text_comes_back_from_its_tokens()
    {
        LlamaLibrary.Load();
        using var model = ModelLoader.Load(
            await models.FileAsync(RandomQuantization.Q8_0), isRearranged: false, TestContext.Current.CancellationToken);
        using var tokenizer = new Tokenizer(VocabularyHandle.Of(model));
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[' ', '~'], 0, 200]).Sample(
            text =>
            {
                // The marks of a chat are marks in a prompt too, and lone surrogates are no text.
                var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
                    .Replace("\0", "", StringComparison.Ordinal);
                if (!expected.Contains('<', StringComparison.Ordinal))
                {
                    Assert.Equal(expected, Decode(tokenizer, tokenizer.Encode(expected)));
                }
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public async Task A_conversation_is_rendered_with_the_models_own_template()
    {
        LlamaLibrary.Load();
        using var model = ModelLoader.Load(
            await models.FileAsync(RandomQuantization.Q8_0), isRearranged: false, TestContext.Current.CancellationToken);

        var prompt = new ChatTemplate(model)
            .Render([new ChatMessage("system", "Sei nett."), new ChatMessage("user", "Hé 世界")]);

        Assert.Equal(
            "<|im_start|>system\nSei nett.<|im_end|>\n<|im_start|>user\nHé 世界<|im_end|>\n<|im_start|>assistant\n",
            prompt);
        using var tokenizer = new Tokenizer(VocabularyHandle.Of(model));
        // Begin token, and each of the five marks as one token.
        Assert.Equal(5, tokenizer.Encode(prompt).Count(token => token is 259 or 260));
        Assert.Equal(1, tokenizer.Encode(prompt)[0]);
    }

    private static string Decode(Tokenizer tokenizer, int[] tokens)
    {
        var bytes = new List<byte>();
        var buffer = new byte[1];
        foreach (var token in tokens)
        {
            var count = tokenizer.Decode(token, ref buffer);
            bytes.AddRange(buffer.AsSpan(0, count));
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}

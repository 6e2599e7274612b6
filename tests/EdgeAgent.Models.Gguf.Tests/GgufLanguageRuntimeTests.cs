using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Gguf.Tests.Format;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests;

public sealed class GgufLanguageRuntimeTests(RandomModelFixture models)
{
    [Fact]
    public async Task A_damaged_file_is_refused_before_native_code_sees_it()
    {
        var bytes = await File.ReadAllBytesAsync(
            await models.FileAsync(RandomQuantization.Q8_0), TestContext.Current.CancellationToken);
        var refusal = await Assert.ThrowsAsync<ModelFormatException>(() => LoadAsync("cut.gguf", bytes[..^1000]));
        Assert.Contains("cut off", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_architecture_is_refused_with_the_librarys_reason()
    {
        var bytes = GgufBytes.Model();
        var at = GgufBytes.Find(bytes, GgufKeys.Architecture) + GgufKeys.Architecture.Length + 12;
        Assert.Equal((byte)'l', bytes[at]);
        foreach (var start in Occurrences(bytes, "llama."))
        {
            bytes[start] = (byte)'w';
        }
        bytes[at] = (byte)'w';

        var refusal = await Assert.ThrowsAsync<ModelFormatException>(() => LoadAsync("wlama.gguf", bytes));

        Assert.Contains("wlama", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_tensor_is_refused_with_its_name()
    {
        var bytes = GgufBytes.Model();
        bytes[GgufBytes.Find(bytes, "output_norm.weight")] = (byte)'x';
        var refusal = await Assert.ThrowsAsync<ModelFormatException>(() => LoadAsync("missing.gguf", bytes));
        Assert.Contains("output_norm", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_told_in_words()
    {
        await Assert.ThrowsAsync<InferenceException>(() =>
            RandomModelFixture.Runtime.LoadAsync(
                new LanguageModelOptions(models.PathOf("none.gguf")), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_template_that_the_library_does_not_know_is_refused_by_its_text()
    {
        var bytes = GgufBytes.Model();
        foreach (var mark in Occurrences(bytes, "<|im_start|>").ToList())
        {
            bytes[mark + 2] = (byte)'x';
        }
        await using var model = await LoadAsync("template.gguf", bytes);
        var chat = Chat();

        var refusal = await Assert.ThrowsAsync<ChatTemplateException>(() => Answer.OfAsync(model, chat));

        Assert.Contains("{% for message in messages %}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(
            3, (await Answer.OfAsync(model, chat with { Prompt = new GenerationPrompt.Text("hi") })).Tokens.Count);
    }

    [Fact]
    public async Task A_model_without_a_template_does_not_converse()
    {
        var bytes = GgufBytes.Model();
        bytes[GgufBytes.Find(bytes, GgufKeys.ChatTemplate)] = (byte)'x';
        await using var model = await LoadAsync("plain.gguf", bytes);

        await Assert.ThrowsAsync<ChatTemplateException>(() => Answer.OfAsync(model, Chat()));
    }

    [Fact]
    public async Task Loading_can_be_cancelled()
    {
        var path = await models.FileAsync(RandomQuantization.F32);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RandomModelFixture.Runtime.LoadAsync(
                new LanguageModelOptions(path), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_context_beyond_the_training_is_cut_to_it()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0, contextTokens: 1 << 20);
        Assert.Equal(2048, model.Info.ContextTokens);
    }

    private static GenerationRequest Chat() =>
        new() { Prompt = new GenerationPrompt.Chat([new ChatMessage("user", "hi")]), MaxTokens = 3 };

    private async Task<ILanguageModel> LoadAsync(string name, byte[] bytes)
    {
        await File.WriteAllBytesAsync(models.PathOf(name), bytes, TestContext.Current.CancellationToken);
        return await RandomModelFixture.Runtime.LoadAsync(
            new LanguageModelOptions(models.PathOf(name), Threads: 1), TestContext.Current.CancellationToken);
    }

    private static IEnumerable<int> Occurrences(byte[] bytes, string text)
    {
        var sought = System.Text.Encoding.UTF8.GetBytes(text);
        for (var from = 0; bytes.AsSpan(from).IndexOf(sought) is var at and >= 0; from += at + 1)
        {
            yield return from + at;
        }
    }
}

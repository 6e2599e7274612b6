using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class PromptCacheFolderTests(RandomModelFixture models) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeagent-kept-").FullName;

    private static readonly GenerationRequest s_request = new()
    {
        Prompt = new GenerationPrompt.Text(new string('k', 500) + " and then?"),
        Seed = 3,
        MaxTokens = 30,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Beginnings_outlive_the_process_and_are_for_the_owners_eyes()
    {
        var first = await AskAsync();
        var files = Directory.GetFiles(_folder);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

        var second = await AskAsync();

        Assert.Equal(0, first.ReusedTokens);
        Assert.True(second.ReusedTokens >= 500, $"{second.ReusedTokens}");
        Assert.Equal(first.Tokens, second.Tokens);
    }

    [Fact]
    public async Task What_is_damaged_or_of_another_model_is_not_taken()
    {
        await AskAsync();
        var file = Assert.Single(Directory.GetFiles(_folder));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.NotNull(SequenceFile.TryRead(bytes));
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await AskAsync()).ReusedTokens);
        Assert.Equal(0, (await AskAsync(RandomQuantization.Q4_0)).ReusedTokens);
    }

    [Fact]
    public void A_file_cut_anywhere_is_no_sequence()
    {
        var whole = new SequenceFile("origin", null, [1, 2, 3], [4, 5, 6, 7]).ToBytes();
        var read = SequenceFile.TryRead(whole)!;
        Assert.Equal(("origin", null), (read.Origin, read.Adapter));
        Assert.Equal([1, 2, 3], read.Tokens);
        Assert.Equal([4, 5, 6, 7], read.State);
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(SequenceFile.TryRead(whole.AsSpan(0, length))));
    }

    private async Task<Answer> AskAsync(RandomQuantization quantization = RandomQuantization.F32)
    {
        await using var model = await RandomModelFixture.Runtime.LoadAsync(
            new LanguageModelOptions(await models.FileAsync(quantization), 0, 1) { PromptCacheDirectory = _folder },
            TestContext.Current.CancellationToken);
        return await Answer.OfAsync(model, s_request);
    }
}

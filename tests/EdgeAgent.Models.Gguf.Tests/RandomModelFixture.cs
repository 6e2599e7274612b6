using System.Collections.Concurrent;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests;

/// <summary>Random models in a temporary folder, each written and loaded once for all tests.</summary>
public sealed class RandomModelFixture : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgeagent-gguf-").FullName;
    private readonly ConcurrentDictionary<RandomQuantization, Lazy<Task<string>>> _files = new();
    private readonly Lazy<Task<ILanguageModel>> _tiny;

    public RandomModelFixture()
    {
        _tiny = new(() => LoadAsync(RandomQuantization.F32));
    }

    public static GgufLanguageRuntime Runtime { get; } = new();

    /// <summary>A shared 260K model in F32.</summary>
    public Task<ILanguageModel> TinyAsync() => _tiny.Value;

    public Task<string> FileAsync(RandomQuantization quantization) =>
        _files.GetOrAdd(quantization, key => new(() => WriteAsync(key))).Value;

    public async Task<ILanguageModel> LoadAsync(RandomQuantization quantization, int contextTokens = 0) =>
        await Runtime.LoadAsync(new LanguageModelOptions(await FileAsync(quantization), contextTokens, 1), CancellationToken.None);

    public string PathOf(string name) => Path.Combine(_directory, name);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_tiny.IsValueCreated)
        {
            await (await _tiny.Value).DisposeAsync();
        }
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<string> WriteAsync(RandomQuantization quantization)
    {
        var path = PathOf($"tiny-{quantization}.gguf");
        await RandomModelWriter.WriteAsync(path, LlamaShape.Tiny260K, quantization, 7, CancellationToken.None);
        return path;
    }
}

using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Models.Gguf;

/// <summary>Runs GGUF models on the processor, with llama.cpp.</summary>
public sealed partial class GgufLanguageRuntime : ILanguageRuntime
{
    private readonly ILogger _logger;

    /// <param name="logger">Also takes llama.cpp's own lines, at Debug and Trace; null: nothing is logged.</param>
    public GgufLanguageRuntime(ILogger<GgufLanguageRuntime>? logger = null) =>
        _logger = logger ?? NullLogger<GgufLanguageRuntime>.Instance;

    /// <inheritdoc/>
    public async Task<ILanguageModel> LoadAsync(LanguageModelOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.GetFullPath(options.Path);
        var facts = ReadFacts(path);
        var plan = MemoryNeed.Plan(facts, options, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        // The two longest parts of a load side by side; the second mostly finds the file in the page cache.
        var digest = options.KnownDigest is { } known
            ? Task.FromResult(known)
            : Task.Run(() => ModelDigest.OfFileAsync(path, cancellationToken), cancellationToken);
        var opening = Task.Run(
            () => Open(path, options.Threads, plan, facts, cancellationToken), cancellationToken);
        try
        {
            await Task.WhenAll(digest, opening);
        }
        catch when (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
            throw;
        }
        var model = await opening;
        model.SetDigest(await digest);
        if (options.PromptCacheDirectory is { } kept)
        {
            model.KeepBeginnings(kept);
        }
        LogLoaded(model.Info.Name, model.Info.Parameters, model.Info.ContextTokens, model.Info.RuntimeClass);
        return model;
    }

    private static GgufModelFacts ReadFacts(string path)
    {
        try
        {
            return GgufModelFacts.Of(GgufFile.Read(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InferenceException($"The model file cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private GgufLanguageModel Open(
        string path, int askedThreads, LoadPlan plan, GgufModelFacts facts, CancellationToken cancellationToken)
    {
        NativeLog.Use(_logger);
        var backend = LlamaLibrary.Load();
        var threads = askedThreads > 0
            ? Math.Min(askedThreads, EngineLimits.MaxThreads)
            : CpuTopology.ThreadsFor(facts.WeightBytes);
        var model = ModelLoader.Load(path, facts.IsRearranged, cancellationToken);
        Tokenizer? tokenizer = null;
        try
        {
            tokenizer = new Tokenizer(VocabularyHandle.Of(model));
            if (tokenizer.Count != facts.VocabularyTokens)
            {
                throw new ModelFormatException(
                    $"{tokenizer.Count} tokens were loaded, the header has {facts.VocabularyTokens}.");
            }
            var info = new LanguageModelInfo(
                default, facts.Name, facts.Architecture, facts.Parameters, facts.ActiveParameters, plan.ContextTokens,
                facts.VocabularyTokens, RuntimeClass(backend, threads))
            {
                Slots = plan.Slots,
                Threads = threads,
                SharedContextTokens = plan.Cells,
                MemoryBytes = (long)plan.Memory.Total,
            };
            var context = ModelLoader.Open(model, plan, threads);
            var engine = new EngineLoop(context, tokenizer, plan.Slots, plan.KeptTokens, LogFailed, LogNotKept);
            return new GgufLanguageModel(model, tokenizer, engine, info);
        }
        catch
        {
            tokenizer?.Dispose();
            model.Dispose();
            throw;
        }
    }

    internal static string RuntimeClass(CpuBackend backend, int threads) =>
        $"llama.cpp {LlamaBuild.Release} (node-llama-cpp {LlamaBuild.PackageVersion}), " +
        $"{backend.Variant} [{backend.Features}], {threads} threads";

    [LoggerMessage(EventId = GgufEventIds.ModelLoaded, Level = LogLevel.Information,
        Message = "Loaded {Name}: {Parameters} parameters, {ContextTokens} tokens of context, {RuntimeClass}")]
    private partial void LogLoaded(string name, long parameters, int contextTokens, string runtimeClass);

    [LoggerMessage(
        EventId = GgufEventIds.EngineFailed, Level = LogLevel.Error, Message = "The engine has failed and stopped")]
    private partial void LogFailed(Exception cause);

    [LoggerMessage(EventId = GgufEventIds.BeginningsNotKept, Level = LogLevel.Warning,
        Message = "Kept beginnings of prompts could not be stored or read")]
    private partial void LogNotKept(Exception cause);
}

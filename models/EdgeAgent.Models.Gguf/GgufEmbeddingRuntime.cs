using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf;

/// <summary>Loads GGUF models for embeddings and ranking.</summary>
public static class GgufEmbeddingRuntime
{
    /// <summary>Loads a model.</summary>
    /// <param name="options">Slots and kept beginnings play no part.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ModelFormatException">The file is not a model that can be run.</exception>
    /// <exception cref="InferenceException">The file cannot be read, or the model does not fit.</exception>
    public static async Task<IEmbeddingModel> LoadAsync(
        LanguageModelOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.GetFullPath(options.Path);
        try
        {
            var file = GgufFile.Read(path);
            var facts = GgufModelFacts.Of(file);
            var plan = MemoryNeed.Plan(
                facts, options with { Slots = 1 }, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            var digest = options.KnownDigest ?? await ModelDigest.OfFileAsync(path, cancellationToken);
            var isSaid = file.Has($"{facts.Architecture}.pooling_type");
            return await Task.Run(
                () => EmbeddingModel.Open(path, facts, plan, isSaid, options.Threads, digest, cancellationToken),
                cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InferenceException($"The model file cannot be read: {unreadable.Message}", unreadable);
        }
    }
}

using System.Collections.Concurrent;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The adapters of one model.</summary>
internal sealed class AdapterShelf(ModelHandle model, string architecture) : IDisposable
{
    private const int MaxAdapters = 64;

    private readonly ConcurrentDictionary<ModelDigest, AdapterHandle> _adapters = new();

    /// <summary>Loads an adapter, or finds it loaded.</summary>
    /// <exception cref="ModelFormatException">No adapter, or not of this model.</exception>
    /// <exception cref="InferenceException">The file cannot be read, or there are too many.</exception>
    public async Task<ModelDigest> LoadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            Check(GgufFile.Read(path));
            var digest = await ModelDigest.OfFileAsync(path, cancellationToken);
            if (!_adapters.ContainsKey(digest))
            {
                if (_adapters.Count >= MaxAdapters)
                {
                    throw new InferenceException($"{MaxAdapters} adapters are loaded; no more fit.");
                }
                var adapter = await Task.Run(() => AdapterHandle.Load(model, path), cancellationToken);
                if (!_adapters.TryAdd(digest, adapter))
                {
                    adapter.Dispose();
                }
            }
            return digest;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InferenceException($"The adapter cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>The adapter that a request asks for; null: it asks for none.</summary>
    /// <exception cref="InvalidRequestException">It is not loaded, or its scale is no number.</exception>
    public UsedAdapter? Find(AdapterUse? use)
    {
        if (use is null)
        {
            return null;
        }
        if (!(Math.Abs(use.Scale) <= AdapterUse.MaxScale))
        {
            throw new InvalidRequestException($"An adapter's scale is -{AdapterUse.MaxScale} to {AdapterUse.MaxScale}.");
        }
        return _adapters.TryGetValue(use.Digest, out var adapter)
            ? new UsedAdapter(use, adapter)
            : throw new InvalidRequestException($"The adapter {use.Digest} is not loaded.");
    }

    public void Dispose()
    {
        foreach (var adapter in _adapters.Values)
        {
            adapter.Dispose();
        }
    }

    private void Check(GgufFile file)
    {
        if (file.Text("general.type") is not "adapter" || file.Text("adapter.type") is not "lora")
        {
            throw new ModelFormatException("The file is no LoRA adapter.");
        }
        if (!string.Equals(file.Text(GgufKeys.Architecture), architecture, StringComparison.Ordinal))
        {
            throw new ModelFormatException(
                $"The adapter is for {file.Text(GgufKeys.Architecture)} models, this is a {architecture}.");
        }
        // ggml multiplies the two of a pair as they stand.
        foreach (var tensor in file.Tensors)
        {
            if (tensor.Dimensions.Length != 2 || tensor.Dimensions.Any(static length => length < 1))
            {
                throw new ModelFormatException($"{tensor.Name} is no matrix.");
            }
        }
    }
}

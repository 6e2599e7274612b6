using System.Collections.Concurrent;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Hub.Models;

/// <summary>Headers of served models, each read from its file once; at most <see cref="ModelStore.MaxRecords"/> are kept.</summary>
internal sealed class ModelHeaders
{
    private readonly ConcurrentDictionary<ModelDigest, ModelHeader> _headers = new();

    /// <summary>The header of a model.</summary>
    /// <exception cref="IOException">The file has gone.</exception>
    public ModelHeader Of(HubModel model)
    {
        if (_headers.TryGetValue(model.Digest, out var known))
        {
            return known;
        }
        var file = GgufFile.Read(model.Path);
        var most = file.Tensors
            .GroupBy(tensor => tensor.Type)
            .MaxBy(type => type.Sum(tensor => tensor.SizeBytes))!;
        var header = new ModelHeader(
            GgufModelFacts.Of(file), most.Key.ToString(), file.Text(ModelStore.ChatTemplateKey));
        if (_headers.Count >= ModelStore.MaxRecords)
        {
            _headers.Clear();
        }
        _headers[model.Digest] = header;
        return header;
    }
}

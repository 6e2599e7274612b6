using EdgeAgent.Models;

namespace EdgeAgent.Hub.Models;

/// <summary>The models of the store in memory; empty until <see cref="Show"/>.</summary>
internal sealed class ModelCatalogue : IModelCatalogue
{
    private volatile Snapshot _now = new([], []);

    public IReadOnlyList<HubModel> List() => _now.Served;

    public HubModel? Find(ModelDigest digest) =>
        Find(_now.Served, digest) ?? Find(_now.Remembered, digest);

    public HubModel? Find(string name)
    {
        var served = _now.Served;
        return served.FirstOrDefault(model =>
                string.Equals(model.Name, name, StringComparison.Ordinal)
                || string.Equals(model.Digest.ToString(), name, StringComparison.Ordinal))
            ?? (served.Count > 0 && string.Equals(name, IModelCatalogue.Default, StringComparison.Ordinal)
                ? served[0]
                : null);
    }

    /// <summary>Whether a model's file may be given out.</summary>
    public bool IsServed(HubModel model) => _now.Served.Contains(model);

    /// <summary>Replaces the contents.</summary>
    /// <param name="served">Models with files, the default one first.</param>
    /// <param name="remembered">Models of which only the record is left.</param>
    public void Show(IReadOnlyList<HubModel> served, IReadOnlyList<HubModel> remembered) =>
        _now = new Snapshot(served, remembered);

    private static HubModel? Find(IReadOnlyList<HubModel> models, ModelDigest digest) =>
        models.FirstOrDefault(model => model.Digest == digest);

    private sealed record Snapshot(IReadOnlyList<HubModel> Served, IReadOnlyList<HubModel> Remembered);
}

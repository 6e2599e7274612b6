using EdgeAgent.Models;

namespace EdgeAgent.Hub.Models;

/// <summary>The models that the hub serves, now.</summary>
internal interface IModelCatalogue
{
    /// <summary>Stands for the first model where no model has this name.</summary>
    const string Default = "default";

    /// <summary>All models, the default one first; empty until the store is ready.</summary>
    IReadOnlyList<HubModel> List();

    /// <summary>A model by its digest; null when the hub does not have it.</summary>
    HubModel? Find(ModelDigest digest);

    /// <summary>
    /// A model by its name, by the text of its digest, or the first one as <see cref="Default"/>; null when there is
    /// none.
    /// </summary>
    HubModel? Find(string name);
}

using EdgeAgent.Hub.Models;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>A catalogue that holds what the test says.</summary>
internal sealed class FixedCatalogue(params HubModel[] models) : IModelCatalogue
{
    public static HubModel Story { get; } = new(
        ModelDigest.FromBytes(new byte[32]), "story", 1000, "/nowhere", 260_000, DateTimeOffset.UnixEpoch,
        IsRandom: true, CanChat: true);

    public IReadOnlyList<HubModel> List() => models;

    public HubModel? Find(ModelDigest digest) => models.FirstOrDefault(m => m.Digest == digest);

    public HubModel? Find(string name) => models.FirstOrDefault(m => m.Name == name || m.Digest.ToString() == name);
}

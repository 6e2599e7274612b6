using System.Collections.Concurrent;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Market;

/// <summary>The models that people ask for: standing leases are kept for these.</summary>
internal sealed class LeaseWishes
{
    private readonly ConcurrentDictionary<ModelDigest, bool> _models = new();

    /// <summary>A new model is wanted.</summary>
    public event EventHandler? Changed;

    /// <summary>The models.</summary>
    public ICollection<ModelDigest> Models => _models.Keys;

    /// <summary>Somebody has asked for a model; beyond <see cref="MarketLimits.WantedModels"/> auctions have to do.</summary>
    public void Want(ModelDigest model)
    {
        if (!_models.ContainsKey(model) && _models.Count < MarketLimits.WantedModels && _models.TryAdd(model, true))
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}

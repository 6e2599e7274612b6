using EdgeAgent.Contracts;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Placement;

/// <summary>Decides which device does a piece of work. Safe for concurrent callers.</summary>
internal interface IPlacement
{
    /// <summary>Chooses a device that is connected and has the model.</summary>
    /// <param name="model">The model that the work names.</param>
    /// <param name="excluded">Devices that are not to be chosen: they refused or failed this work.</param>
    PlacementOutcome Place(ModelDigest model, IReadOnlySet<Address> excluded);
}

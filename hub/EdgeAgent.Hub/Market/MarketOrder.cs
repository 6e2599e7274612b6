using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Market;

/// <summary>Work that a provider is looked for.</summary>
/// <param name="Kind">What is wanted.</param>
/// <param name="Model">The model.</param>
/// <param name="MaxIn">Most tokens in.</param>
/// <param name="MaxOut">Most tokens out.</param>
/// <param name="Limit">Time that is left for it.</param>
/// <param name="Excluded">Devices that are not to be chosen.</param>
internal sealed record MarketOrder(
    GoodsKind Kind, ModelDigest Model, uint MaxIn, uint MaxOut, TimeSpan Limit, IReadOnlySet<Address> Excluded);

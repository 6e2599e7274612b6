using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Enrolment;

/// <summary>The home that this device belongs to, as its hub granted it.</summary>
/// <param name="Hub">The hub's account, recovered from its signature.</param>
/// <param name="HomeId">The home.</param>
/// <param name="Doors">Where to connect.</param>
/// <param name="Certificate">The device's certificate, DER.</param>
/// <param name="Authority">The only root that the device trusts, DER.</param>
internal sealed record HomeMembership(
    Address Hub, Bytes32 HomeId, HubDoors Doors, byte[] Certificate, byte[] Authority)
{
    /// <summary>The hub's clock when it made the grant: this device's floor of time.</summary>
    public DateTimeOffset GrantedAt { get; init; }
}

using EdgeAgent.Contracts;
using EdgeAgent.Pairing.Hub;

namespace EdgeAgent.Hub.Pairing;

/// <summary>What the hub keeps of a device's last pairing.</summary>
/// <param name="Key">Of the enrolment.</param>
/// <param name="Name">The short name that the device showed.</param>
/// <param name="Grant">The device, its key and certificate, the secret that it used, and the fingerprint.</param>
/// <param name="Until">When the grant is void if the device has not connected.</param>
/// <param name="ActiveAt">When it first connected; null: not yet.</param>
internal sealed record PairedDevice(
    Bytes32 Key, string Name, GrantedEnrolment Grant, DateTimeOffset Until, DateTimeOffset? ActiveAt);

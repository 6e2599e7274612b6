using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Pairing;

/// <summary>A device that knew its secret and was not taken in all the same; shown to the owner, never to the device.</summary>
/// <param name="Key">Of the enrolment.</param>
/// <param name="Name">The short name.</param>
/// <param name="Device">The device.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
internal sealed record PairingRefusal(Bytes32 Key, string Name, Address Device, string Reason, DateTimeOffset At);

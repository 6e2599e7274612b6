using EdgeAgent.Contracts;
using EdgeAgent.Pairing.Device;

namespace EdgeAgent.Edge.Pairing;

/// <summary>How a device's pairing ended.</summary>
public abstract record PairingResult
{
    private PairingResult()
    {
    }

    /// <summary>The device belongs to the home.</summary>
    /// <param name="Hub">The hub's account.</param>
    /// <param name="Fingerprint">The hub shows the same.</param>
    public sealed record Paired(Address Hub, string Fingerprint) : PairingResult;

    /// <summary>Over without a result.</summary>
    public sealed record Ended(DeviceEnd Reason) : PairingResult;
}

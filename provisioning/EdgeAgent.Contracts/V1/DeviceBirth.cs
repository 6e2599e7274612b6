using EdgeAgent.Models;

namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/birth</c>, retained: what the device is, sent on every connect.</summary>
/// <param name="Fw">Version of the agent.</param>
/// <param name="Hw">Board and processor in words.</param>
/// <param name="Boot">Boot counter, kept on the device's disk.</param>
/// <param name="Bd">Birth counter: grows by one with each connect, kept on the device's disk.</param>
/// <param name="Caps">Features, for example <c>chat</c>.</param>
/// <param name="Models">Models in the device's store.</param>
public sealed record DeviceBirth(
    string Fw, string Hw, ulong Boot, ulong Bd, IReadOnlyList<string> Caps, IReadOnlyList<ModelDigest> Models)
    : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Text(Fw, "fw");
        WireCheck.Text(Hw, "hw");
        WireCheck.Count(Caps.Count, "caps", WireLimits.Models);
        foreach (var cap in Caps)
        {
            WireCheck.Text(cap, "caps");
        }
        WireCheck.Count(Models.Count, "models", WireLimits.Models);
    }
}

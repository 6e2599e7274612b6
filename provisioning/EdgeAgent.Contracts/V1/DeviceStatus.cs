namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/status</c>, retained; also the will.</summary>
/// <param name="S">Presence.</param>
/// <param name="Bd">Birth counter: an offline whose counter is not the current birth's is ignored.</param>
/// <param name="T">Unix time in milliseconds on the device's clock.</param>
public sealed record DeviceStatus(Presence S, ulong Bd, long T) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}

namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/desired</c>: the configuration that a device should have, sent on every connect and when it changes.</summary>
/// <param name="Ver">Grows with every change.</param>
/// <param name="Cfg">All of it.</param>
public sealed record DesiredConfig(ulong Ver, DeviceConfig Cfg) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Sequence(Ver, "ver");
        Cfg.Validate();
    }
}

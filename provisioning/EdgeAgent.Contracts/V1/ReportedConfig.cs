namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/reported</c>, retained: the configuration that a device has.</summary>
/// <param name="Ver">Version of the newest desired configuration that it has seen; 0: none.</param>
/// <param name="Cfg">What it works by.</param>
/// <param name="Err">What is wrong with that version, one line a fault; empty: it is in force. With faults, the one before stays in force.</param>
public sealed record ReportedConfig(ulong Ver, DeviceConfig Cfg, IReadOnlyList<string> Err) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Sequence(Ver, "ver");
        Cfg.Validate();
        WireCheck.Items(Err, "err", WireLimits.Points);
        foreach (var line in Err)
        {
            WireCheck.Text(line, "err");
        }
    }
}

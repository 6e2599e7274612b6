namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/tele</c>: what was measured at one time. (boot, seq) names it for ever; the hub stores it once, however often it comes.</summary>
/// <param name="Boot">Counts the starts of the device's outbox; kept on its disk.</param>
/// <param name="Seq">Grows by one with each record (reading or event) of the outbox, across starts.</param>
/// <param name="T">Unix milliseconds on the device's clock.</param>
/// <param name="M">Value by point.</param>
/// <param name="Unsynced">Whether the device's clock had not been set by then.</param>
public sealed record Reading(
    ulong Boot, ulong Seq, long T, IReadOnlyDictionary<PointId, double> M, bool Unsynced = false) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Sequence(Boot, "boot");
        WireCheck.Sequence(Seq, "seq");
        WireCheck.Values(M, "m");
    }
}

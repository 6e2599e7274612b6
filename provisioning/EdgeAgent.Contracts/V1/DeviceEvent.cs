namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/event</c>: something happened. Kept, sent again and acknowledged like a reading, in the same sequence.</summary>
/// <param name="Boot">As in <see cref="Reading"/>.</param>
/// <param name="Seq">As in <see cref="Reading"/>.</param>
/// <param name="T">Unix milliseconds on the device's clock.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Point">Where; null: to the device.</param>
/// <param name="Value">The value then.</param>
/// <param name="Detail">For a person.</param>
public sealed record DeviceEvent(
    ulong Boot,
    ulong Seq,
    long T,
    DeviceEventKind Kind,
    PointId? Point = null,
    double? Value = null,
    string? Detail = null) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Sequence(Boot, "boot");
        WireCheck.Sequence(Seq, "seq");
        WireCheck.Range(Value ?? 0, "value", double.MinValue, double.MaxValue);
        WireCheck.Text(Detail, "detail");
    }
}

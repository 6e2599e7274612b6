namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/ack</c>: exactly these records are stored for good. The device forgets them, and no others.</summary>
/// <param name="Boot">Of the records.</param>
/// <param name="Ranges">Their sequence numbers.</param>
public sealed record ReadingAck(ulong Boot, IReadOnlyList<SeqRange> Ranges) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Sequence(Boot, "boot");
        WireCheck.Count(Ranges.Count, "ranges", WireLimits.AckRanges);
        foreach (var range in Ranges)
        {
            WireCheck.Sequence(range.From, "ranges");
            WireCheck.Sequence(range.To, "ranges");
            WireCheck.Range((long)range.To, "ranges", (long)range.From, long.MaxValue);
        }
    }
}

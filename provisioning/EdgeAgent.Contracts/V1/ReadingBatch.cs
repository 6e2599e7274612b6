namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/hist</c>: records that could not be sent when they were made, oldest first, and what is missing between them. Live consumers never read it.</summary>
/// <param name="Items">Readings.</param>
/// <param name="Events">Events.</param>
/// <param name="Gaps">Records that will never come.</param>
public sealed record ReadingBatch(
    IReadOnlyList<Reading> Items, IReadOnlyList<DeviceEvent> Events, IReadOnlyList<ReadingGap> Gaps) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Items(Items, "items", WireLimits.BatchItems);
        WireCheck.Items(Events, "events", WireLimits.BatchItems);
        WireCheck.Items(Gaps, "gaps", WireLimits.BatchItems);
        foreach (var item in Items)
        {
            item.Validate();
        }
        foreach (var item in Events)
        {
            item.Validate();
        }
        foreach (var gap in Gaps)
        {
            gap.Validate();
        }
    }
}

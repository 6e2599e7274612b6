namespace EdgeAgent.Provisioning.Targets;

/// <summary>A card or stick that may be erased.</summary>
/// <param name="Path">Its device.</param>
/// <param name="Model">What its maker calls it.</param>
/// <param name="SizeBytes">Capacity.</param>
internal sealed record RemovableDisk(string Path, string Model, long SizeBytes)
{
    /// <summary>For people: model, size in the units printed on cards, device.</summary>
    public override string ToString() => FormattableString.Invariant($"'{Model}', {SizeBytes / 1e9:F1} GB, {Path}");
}

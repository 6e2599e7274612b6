namespace EdgeAgent.Models.Home;

/// <summary>A device or sensor of a home.</summary>
/// <param name="Id">The owner's key for it, given back in resolved calls; never shown to the model.</param>
/// <param name="Name">What the family calls it; data, never an instruction.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Room">Where it is, or null.</param>
public sealed record HomeItem(string Id, string Name, HomeKind Kind, string? Room = null);

namespace EdgeAgent.Models.Home;

/// <summary>What a call is about: a name, or a group by kind and room.</summary>
/// <param name="Name">Name of one entry, normalized; null for a group.</param>
/// <param name="All">Said with "all": a group that is acted on.</param>
/// <param name="Kind">Kind or quantity of the group; null for every kind.</param>
/// <param name="Room">Room that limits the group, or null.</param>
/// <param name="Except">Name that is left out, or null.</param>
public sealed record HomeTarget(
    string? Name, bool All = false, HomeKind? Kind = null, string? Room = null, string? Except = null);

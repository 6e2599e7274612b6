namespace EdgeAgent.Hub.Backup;

/// <summary>What a restore has brought back.</summary>
/// <param name="Hub">The hub's account.</param>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="Devices">Devices of the home; those on the old hub's box are not among them.</param>
internal sealed record RestoredHome(string Hub, DateTimeOffset MadeAt, int Devices);

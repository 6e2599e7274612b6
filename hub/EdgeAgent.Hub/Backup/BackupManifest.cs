namespace EdgeAgent.Hub.Backup;

/// <summary>The first entry of a backup: what it is and what must be in it.</summary>
/// <param name="Format">Version of the archive's layout.</param>
/// <param name="Hub">The hub's account.</param>
/// <param name="MadeAt">The hub's clock, Unix milliseconds, from before the copy of the database.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="Files">SHA-256 of each file by its name, lower-case hexadecimal digits.</param>
internal sealed record BackupManifest(
    int Format, string Hub, long MadeAt, string Program, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Name of the entry.</summary>
    public const string EntryName = "edgehub-backup.json";

    /// <summary>The layout that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}

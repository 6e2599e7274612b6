namespace EdgeAgent.Hub.Backup;

/// <summary>Bounds of backups.</summary>
internal static class BackupLimits
{
    /// <summary>Files in a backup; there are a handful, and two for each authority.</summary>
    public const int Files = 1024;

    /// <summary>Largest manifest, bytes.</summary>
    public const int ManifestBytes = 256 * 1024;

    /// <summary>Largest file but the database, bytes.</summary>
    public const int SmallFileBytes = 64 * 1024;

    /// <summary>Shortest passphrase, characters: whoever gets the file may try for ever.</summary>
    public const int PassphraseChars = 12;

    /// <summary>Longest passphrase, characters.</summary>
    public const int LongestPassphraseChars = 1024;
}

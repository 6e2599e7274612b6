using System.Text.RegularExpressions;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Hub.Backup;

/// <summary>Which files of the data directory are the home. Models are not: they can be fetched again. Local devices are not: they live on this box, and an old copy of a device's claims must never come back.</summary>
internal static partial class BackupFiles
{
    /// <summary>The database, which is copied by SQLite and not as a file.</summary>
    public const string Database = "hub.db";

    /// <summary>The hub's key.</summary>
    public const string HubKey = "hub.key";

    private static readonly string[] s_single = [HubKey, "edgehub.json", HubClock.FileName];

    /// <summary>Names of the small files that are there, with <c>/</c> between folders.</summary>
    public static IReadOnlyList<string> Existing(DataDirectory directory) =>
    [
        .. s_single.Where(name => File.Exists(directory.Path(name))),
        .. Directory.EnumerateDirectories(directory.Root, $"{HomeAuthorities.FirstDirectory}*")
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)
            .SelectMany(folder => ((string[])[CertificateAuthority.KeyFile, CertificateAuthority.CertificateFile])
                .Select(file => $"{folder}/{file}"))
            .Where(name => File.Exists(directory.Path(name))),
    ];

    /// <summary>Whether a backup may hold a file of this name: nothing of an archive decides where it is written.</summary>
    public static bool IsKnown(string name) =>
        name == Database || s_single.Contains(name, StringComparer.Ordinal) || AuthorityFile().IsMatch(name);

    [GeneratedRegex(@"\Aauthority(-[0-9a-f]{16})?/authority\.(key|crt)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AuthorityFile();
}

using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Edge.Updating;

/// <summary>From a manifest to a version that is unpacked, tested and ready to be switched to.</summary>
internal sealed class UpdateInstaller(UpdateFolder folder, TimeProvider time)
{
    private const string Program = "edgeagent";

    private readonly ArchiveFetcher _fetcher = new(folder, time);
    private readonly ReleaseUnpacker _unpacker = new(folder);

    /// <summary>Fetches, verifies, unpacks and tests.</summary>
    /// <exception cref="UpdateException">It cannot be; the text says why.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public async Task PrepareAsync(UpdateDoor door, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        var archive = await _fetcher.FetchAsync(door, manifest, cancellationToken);
        await _unpacker.UnpackAsync(archive, manifest, cancellationToken);
        File.Delete(archive);
        await SelfTest.RunAsync(Path.Combine(folder.Version(manifest.Version), Program), time, cancellationToken);
    }

    /// <summary>Deletes what is neither the version that runs nor the newest other one, and downloads that nobody finished.</summary>
    public void Sweep(string current)
    {
        var others = new DirectoryInfo(folder.Versions).EnumerateDirectories()
            .Where(version => version.Name != current)
            .OrderByDescending(static version => version.CreationTimeUtc)
            .Skip(1);
        foreach (var version in others.ToList())
        {
            version.Delete(recursive: true);
        }
        foreach (var part in Directory.EnumerateFiles(folder.Root, "*.part").ToList())
        {
            File.Delete(part);
        }
    }
}

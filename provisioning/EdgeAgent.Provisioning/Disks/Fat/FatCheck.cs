using System.Collections;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>Walks the whole tree before anything is changed: a damaged volume is refused, not made worse.</summary>
internal sealed class FatCheck(IDisk disk, FatGeometry geometry, FatTable table)
{
    /// <summary>Deepest nesting of directories that is believed.</summary>
    private const int MaxDepth = 64;

    private readonly BitArray _seen = new((int)geometry.LastCluster + 1);

    /// <exception cref="DiskFormatException">Two chains share a cluster, a chain is broken, or a file's size does not fit it.</exception>
    public void Run()
    {
        if (geometry.RootCluster != 0)
        {
            Mark(geometry.RootCluster, "the root directory");
        }
        Walk(geometry.RootCluster, "", 0);
    }

    private void Walk(uint cluster, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Damaged($"directories are nested deeper than {MaxDepth} at {path}");
        }
        foreach (var item in new FatDirectory(disk, geometry, table, cluster).List())
        {
            var name = $"{path}/{item.Name}";
            var clusters = item.FirstCluster == 0 ? 0 : Mark(item.FirstCluster, name);
            if (item.IsDirectory)
            {
                if (clusters == 0)
                {
                    throw Damaged($"the directory {name} has no content");
                }
                Walk(item.FirstCluster, name, depth + 1);
            }
            else if (clusters != (item.SizeBytes + geometry.ClusterBytes - 1L) / geometry.ClusterBytes)
            {
                throw Damaged($"{name} has {item.SizeBytes} bytes in {clusters} clusters of {geometry.ClusterBytes}");
            }
        }
    }

    private int Mark(uint first, string name)
    {
        var chain = table.Chain(first);
        foreach (var cluster in chain)
        {
            if (_seen[(int)cluster])
            {
                throw Damaged($"{name} shares cluster {cluster} with another file");
            }
            _seen[(int)cluster] = true;
        }
        return chain.Count;
    }

    private static DiskFormatException Damaged(string what) => new(
        $"This FAT volume is damaged: {what}. Run fsck.fat on it, or write the image again.");
}

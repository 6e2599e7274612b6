using System.Buffers.Binary;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>The allocation table, held in memory; <see cref="Commit"/> writes what has changed to every copy.</summary>
internal sealed class FatTable
{
    private const uint Fat32Mask = 0x0FFFFFFF;
    private const int CompareBytes = 1024 * 1024;

    private readonly IDisk _disk;
    private readonly FatGeometry _geometry;
    private readonly byte[] _table;
    private readonly SortedSet<long> _changedSectors = [];
    private uint _next = 2;

    private FatTable(IDisk disk, FatGeometry geometry, byte[] table)
    {
        _disk = disk;
        _geometry = geometry;
        _table = table;
        for (var cluster = 2u; cluster <= geometry.LastCluster; cluster++)
        {
            FreeClusters += this[cluster] == 0 ? 1u : 0u;
        }
    }

    /// <summary>Counted, never taken from the volume's own note of it.</summary>
    public uint FreeClusters { get; private set; }

    /// <summary>The cluster behind the one that was given last: where the search for a free one begins.</summary>
    public uint NextFree => _next;

    private bool IsFat32 => _geometry.Kind == FatKind.Fat32;

    private uint EndMark => IsFat32 ? Fat32Mask : 0xFFFF;

    private uint this[uint cluster] => IsFat32
        ? BinaryPrimitives.ReadUInt32LittleEndian(_table.AsSpan((int)cluster * 4)) & Fat32Mask
        : BinaryPrimitives.ReadUInt16LittleEndian(_table.AsSpan((int)cluster * 2));

    /// <exception cref="DiskFormatException">The copies differ, or the table says that the volume is not well.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public static FatTable Read(IDisk disk, FatGeometry geometry)
    {
        var table = new byte[geometry.TableBytes];
        disk.Read(geometry.TableOffsets[0], table);
        var copy = new byte[Math.Min(CompareBytes, table.Length)];
        foreach (var offset in geometry.TableOffsets.Skip(1))
        {
            for (var at = 0; at < table.Length; at += copy.Length)
            {
                var part = copy.AsSpan(0, Math.Min(copy.Length, table.Length - at));
                disk.Read(offset + at, part);
                if (!part.SequenceEqual(table.AsSpan(at, part.Length)))
                {
                    throw Damaged("its two allocation tables differ");
                }
            }
        }
        var made = new FatTable(disk, geometry, table);
        made.CheckMarks();
        return made;
    }

    /// <summary>The clusters of a chain.</summary>
    /// <exception cref="DiskFormatException">The chain leaves the volume, runs in a circle, or holds a free or bad cluster.</exception>
    public List<uint> Chain(uint first)
    {
        var chain = new List<uint>();
        for (var cluster = first; cluster < EndMark - 7;)
        {
            if (!_geometry.IsCluster(cluster))
            {
                throw Damaged($"the chain from cluster {first} leads to cluster {cluster}, which does not exist");
            }
            if (chain.Count >= _geometry.Clusters)
            {
                throw Damaged($"the chain from cluster {first} runs in a circle");
            }
            chain.Add(cluster);
            cluster = this[cluster];
        }
        return chain;
    }

    /// <summary>Takes free clusters and chains them.</summary>
    /// <param name="count">How many, at least one.</param>
    /// <param name="what">For the message: what they are for.</param>
    /// <exception cref="DiskSpaceException">There are not so many.</exception>
    public List<uint> Allocate(uint count, string what)
    {
        if (count > FreeClusters)
        {
            throw new DiskSpaceException(
                $"{what} needs {(long)count * _geometry.ClusterBytes} bytes on the boot partition, which has "
                + $"{(long)FreeClusters * _geometry.ClusterBytes} free.");
        }
        var taken = new List<uint>((int)count);
        while (taken.Count < count)
        {
            if (this[_next] == 0)
            {
                taken.Add(_next);
                Set(_next, EndMark);
            }
            _next = _next == _geometry.LastCluster ? 2 : _next + 1;
        }
        for (var index = 0; index + 1 < taken.Count; index++)
        {
            Set(taken[index], taken[index + 1]);
        }
        FreeClusters -= count;
        return taken;
    }

    /// <summary>Appends <paramref name="next"/>, the head of a chain, to the chain that ends with <paramref name="last"/>.</summary>
    public void Append(uint last, uint next) => Set(last, next);

    /// <summary>Gives clusters back.</summary>
    public void Free(IReadOnlyCollection<uint> clusters)
    {
        foreach (var cluster in clusters)
        {
            Set(cluster, 0);
        }
        FreeClusters += (uint)clusters.Count;
    }

    /// <summary>Writes the changed sectors to every copy.</summary>
    /// <exception cref="IOException">The device refuses.</exception>
    public void Commit()
    {
        foreach (var offset in _geometry.TableOffsets)
        {
            foreach (var sector in _changedSectors)
            {
                var at = sector * _geometry.SectorBytes;
                _disk.Write(offset + at, _table.AsSpan((int)at, _geometry.SectorBytes));
            }
        }
        _changedSectors.Clear();
    }

    private void Set(uint cluster, uint value)
    {
        var at = (int)cluster * (IsFat32 ? 4 : 2);
        var entry = _table.AsSpan(at);
        if (IsFat32)
        {
            // The upper four bits belong to nobody and must stay as they are.
            var kept = BinaryPrimitives.ReadUInt32LittleEndian(entry) & ~Fat32Mask;
            BinaryPrimitives.WriteUInt32LittleEndian(entry, kept | value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)value);
        }
        _changedSectors.Add(at / _geometry.SectorBytes);
    }

    /// <summary>The first two entries hold no clusters: the media byte, and two flags that are set while all is well.</summary>
    private void CheckMarks()
    {
        if ((byte)this[0] != _geometry.Media)
        {
            throw Damaged("its allocation table does not begin with the media byte of its first sector");
        }
        var shift = IsFat32 ? 26 : 14;
        if ((this[1] & (1u << shift)) == 0)
        {
            throw Damaged("it notes that its disk had errors");
        }
        if ((this[1] & (2u << shift)) == 0 || _geometry.IsDirty)
        {
            throw Damaged("it was in use when it was last disconnected");
        }
    }

    private static DiskFormatException Damaged(string what) => new(
        $"This FAT volume is damaged: {what}. Run fsck.fat on it, or write the image again.");
}

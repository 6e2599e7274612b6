namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>
/// A FAT16 or FAT32 volume. Paths are separated by <c>/</c> and compared without case. After each change the volume is whole: a
/// file that is replaced has its new content on the disk before its entry points there.
/// </summary>
internal sealed class FatVolume
{
    private readonly IDisk _disk;
    private readonly FatGeometry _geometry;
    private readonly FatTable _table;
    private readonly TimeProvider _time;

    private FatVolume(IDisk disk, FatGeometry geometry, FatTable table, TimeProvider time)
    {
        _disk = disk;
        _geometry = geometry;
        _table = table;
        _time = time;
    }

    /// <summary>Width of its table.</summary>
    public FatKind Kind => _geometry.Kind;

    /// <summary>Room that is left, bytes.</summary>
    public long FreeBytes => (long)_table.FreeClusters * _geometry.ClusterBytes;

    /// <summary>The volume's name; null where it has none.</summary>
    public string? Label => Directory(_geometry.RootCluster).Label();

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Opens a volume and checks all of it.</summary>
    /// <exception cref="DiskFormatException">It is no FAT16 or FAT32 volume, or it is damaged.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public static FatVolume Open(IDisk disk, TimeProvider time)
    {
        var geometry = FatGeometry.Read(disk);
        var table = FatTable.Read(disk, geometry);
        FatInfoSector.Check(disk, geometry);
        new FatCheck(disk, geometry, table).Run();
        return new FatVolume(disk, geometry, table, time);
    }

    /// <summary>What is in a directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none of this path.</exception>
    public IReadOnlyList<FatItem> List(string path) => DirectoryAt(Split(path)).List();

    /// <summary>Whether a file or directory is there.</summary>
    public bool Exists(string path) => Find(path) is not null;

    /// <summary>A whole file.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="DiskFormatException">It has more than <paramref name="maxBytes"/>.</exception>
    public byte[] ReadAll(string path, int maxBytes)
    {
        using var stream = OpenRead(path);
        if (stream.Length > maxBytes)
        {
            throw new DiskFormatException($"{path} on the boot partition has {stream.Length} bytes; at most {maxBytes} are expected.");
        }
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public Stream OpenRead(string path)
    {
        var item = Find(path) is { IsDirectory: false } file
            ? file
            : throw new FileNotFoundException($"There is no file {path} on the boot partition.");
        var chain = item.FirstCluster == 0 ? [] : _table.Chain(item.FirstCluster);
        return new FatFileStream(_disk, _geometry, chain, item.SizeBytes);
    }

    /// <summary>Makes or replaces a file from memory.</summary>
    /// <exception cref="DiskSpaceException">There is no room; nothing has changed.</exception>
    public void Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        Write(path, stream, content.Length, cancellationToken);
    }

    /// <summary>Makes or replaces a file; its directory must exist.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">Holds at least <paramref name="lengthBytes"/>.</param>
    /// <param name="lengthBytes">Length of the file, at most 4 GiB less one.</param>
    /// <param name="cancellationToken">Ends the work; the old file stays.</param>
    /// <exception cref="DiskSpaceException">There is no room; the old file stays.</exception>
    /// <exception cref="DirectoryNotFoundException">Its directory does not exist.</exception>
    /// <exception cref="EndOfStreamException"><paramref name="content"/> is shorter.</exception>
    public void Write(string path, Stream content, long lengthBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthBytes, uint.MaxValue);
        var parts = Split(path);
        var name = parts[^1];
        FatName.Check(name);
        var directory = DirectoryAt(parts[..^1]);
        var old = Find(directory, name);
        if (old is { IsDirectory: true })
        {
            throw new IOException($"{path} on the boot partition is a directory.");
        }
        var clusters = (uint)((lengthBytes + _geometry.ClusterBytes - 1) / _geometry.ClusterBytes);
        var chain = clusters == 0 ? [] : _table.Allocate(clusters, path);
        try
        {
            Fill(chain, content, lengthBytes, cancellationToken);
            _disk.Flush();
            _table.Commit();
            _disk.Flush();
            Enter(directory, name, old, chain, (uint)lengthBytes);
        }
        catch
        {
            _table.Free(chain);
            _table.Commit();
            throw;
        }
        Release(old);
    }

    /// <summary>Makes a directory with its parents unless it exists.</summary>
    /// <exception cref="DiskSpaceException">There is no room.</exception>
    public void CreateDirectory(string path)
    {
        var parent = _geometry.RootCluster;
        foreach (var name in Split(path))
        {
            var directory = Directory(parent);
            var item = Find(directory, name);
            if (item is { IsDirectory: false })
            {
                throw new IOException($"{path}: {name} on the boot partition is a file.");
            }
            parent = item?.FirstCluster ?? CreateDirectory(directory, parent, name);
        }
    }

    /// <summary>Deletes a file if it is there.</summary>
    /// <exception cref="IOException">It is a directory.</exception>
    public void Delete(string path)
    {
        var parts = Split(path);
        var directory = DirectoryAt(parts[..^1]);
        if (Find(directory, parts[^1]) is not { } item)
        {
            return;
        }
        if (item.IsDirectory)
        {
            throw new IOException($"{path} on the boot partition is a directory.");
        }
        directory.Remove(item);
        _disk.Flush();
        Release(item);
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static FatItem? Find(FatDirectory directory, string name) =>
        directory.List().FirstOrDefault(item => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? directory.List().FirstOrDefault(item => FatName.Display(System.Text.Encoding.Latin1.GetBytes(item.ShortName), 0)
            .Equals(name, StringComparison.OrdinalIgnoreCase));

    private FatDirectory Directory(uint cluster) => new(_disk, _geometry, _table, cluster);

    private FatItem? Find(string path)
    {
        var parts = Split(path);
        var cluster = _geometry.RootCluster;
        FatItem? item = null;
        for (var index = 0; index < parts.Length; index++)
        {
            item = Find(Directory(cluster), parts[index]);
            if (item is null || (index < parts.Length - 1 && !item.IsDirectory))
            {
                return null;
            }
            cluster = item.FirstCluster;
        }
        return item;
    }

    private FatDirectory DirectoryAt(string[] parts)
    {
        if (parts.Length == 0)
        {
            return Directory(_geometry.RootCluster);
        }
        var path = string.Join('/', parts);
        return Find(path) is { IsDirectory: true } item
            ? Directory(item.FirstCluster)
            : throw new DirectoryNotFoundException($"There is no directory {path} on the boot partition.");
    }

    private uint CreateDirectory(FatDirectory directory, uint parent, string name)
    {
        FatName.Check(name);
        var cluster = _table.Allocate(1, $"The directory {name}")[0];
        try
        {
            var content = new byte[_geometry.ClusterBytes];
            // The root is named 0 in the entry of its children, also where it has a cluster.
            var up = parent == _geometry.RootCluster ? 0 : parent;
            FatSlot.Short(".          "u8, FatSlot.AttributeDirectory, cluster, 0, Now).CopyTo(content, 0);
            FatSlot.Short("..         "u8, FatSlot.AttributeDirectory, up, 0, Now).CopyTo(content, FatSlot.Bytes);
            _disk.Write(_geometry.OffsetOf(cluster), content);
            _table.Commit();
            _disk.Flush();
            directory.Add(name, FatSlot.AttributeDirectory, cluster, 0, Now);
        }
        catch
        {
            _table.Free([cluster]);
            _table.Commit();
            throw;
        }
        Settle();
        return cluster;
    }

    private void Fill(List<uint> chain, Stream content, long lengthBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[_geometry.ClusterBytes];
        foreach (var cluster in chain)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(buffer.Length, lengthBytes);
            content.ReadExactly(buffer, 0, count);
            buffer.AsSpan(count).Clear(); // what an older file left must not lie behind the end of the last cluster
            _disk.Write(_geometry.OffsetOf(cluster), buffer);
            lengthBytes -= count;
        }
    }

    private void Enter(FatDirectory directory, string name, FatItem? old, List<uint> chain, uint lengthBytes)
    {
        var first = chain.Count == 0 ? 0 : chain[0];
        if (old is null)
        {
            directory.Add(name, FatSlot.AttributeArchive, first, lengthBytes, Now);
            return;
        }
        var slot = new byte[FatSlot.Bytes];
        _disk.Read(old.EntryOffset, slot);
        FatSlot.Point(slot, first, lengthBytes, Now);
        _disk.Write(old.EntryOffset, slot); // 32 bytes of one sector: the old file or the new one
    }

    /// <summary>Frees what nothing points at any more, and notes the count.</summary>
    private void Release(FatItem? old)
    {
        _disk.Flush();
        if (old is { FirstCluster: not 0 })
        {
            _table.Free(_table.Chain(old.FirstCluster));
        }
        Settle();
    }

    private void Settle()
    {
        _table.Commit();
        FatInfoSector.Write(_disk, _geometry, _table);
        _disk.Flush();
    }
}

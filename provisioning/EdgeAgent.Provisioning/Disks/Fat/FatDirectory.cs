using System.Text;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>One directory: what is in it, and adding and removing entries.</summary>
internal sealed class FatDirectory(IDisk disk, FatGeometry geometry, FatTable table, uint firstCluster)
{
    /// <summary>The specification's limit of a directory: 2 MiB.</summary>
    private const int MaxSlots = 65_536;

    /// <summary>All files and directories, without the dot entries and the volume's label.</summary>
    /// <exception cref="DiskFormatException">The directory is damaged.</exception>
    public IReadOnlyList<FatItem> List()
    {
        var items = new List<FatItem>();
        var pending = new LongNameReader();
        Span<byte> slot = stackalloc byte[FatSlot.Bytes];
        foreach (var offset in Slots())
        {
            disk.Read(offset, slot);
            if (slot[0] == FatSlot.End)
            {
                break;
            }
            if (slot[0] == FatSlot.Deleted)
            {
                pending.Clear();
            }
            else if ((slot[11] & 0x3F) == FatSlot.AttributeLong)
            {
                pending.Add(offset, slot);
            }
            else
            {
                if ((slot[11] & FatSlot.AttributeVolume) == 0 && slot[0] != (byte)'.')
                {
                    items.Add(Item(offset, slot, pending));
                }
                pending.Clear();
            }
        }
        return items;
    }

    /// <summary>The volume's label, from the root directory; null where there is none.</summary>
    public string? Label()
    {
        Span<byte> slot = stackalloc byte[FatSlot.Bytes];
        foreach (var offset in Slots())
        {
            disk.Read(offset, slot);
            if (slot[0] == FatSlot.End)
            {
                return null;
            }
            if (slot[0] != FatSlot.Deleted && (slot[11] & 0x3F) is FatSlot.AttributeVolume or 0x28)
            {
                return Encoding.Latin1.GetString(slot[..FatName.ShortBytes]).TrimEnd(' ');
            }
        }
        return null;
    }

    /// <summary>Adds an entry. The short one is written last: before it the long ones mean nothing.</summary>
    /// <exception cref="DiskSpaceException">The directory cannot grow.</exception>
    public void Add(string name, byte attributes, uint cluster, uint sizeBytes, DateTimeOffset now)
    {
        var taken = List().Select(static item => item.ShortName).ToHashSet(StringComparer.Ordinal);
        var shortName = FatName.ShortFor(name, taken);
        var slots = new List<byte[]>();
        if (FatName.NeedsLong(name, shortName))
        {
            slots.AddRange(FatSlot.Long(name, FatName.Checksum(shortName)));
        }
        slots.Add(FatSlot.Short(shortName, attributes, cluster, sizeBytes, now));
        var places = Room(slots.Count, name);
        for (var index = 0; index < slots.Count; index++)
        {
            disk.Write(places[index], slots[index]);
        }
    }

    /// <summary>Marks an item's entries as deleted, the short one first: an orphaned long name is harmless.</summary>
    public void Remove(FatItem item)
    {
        foreach (var offset in item.Slots.Reverse())
        {
            disk.Write(offset, [FatSlot.Deleted]);
        }
    }

    private FatItem Item(long offset, ReadOnlySpan<byte> slot, LongNameReader pending)
    {
        var isDirectory = (slot[11] & FatSlot.AttributeDirectory) != 0;
        var (longName, slots) = pending.Take(FatName.Checksum(slot[..FatName.ShortBytes]));
        return new FatItem(
            longName ?? FatName.Display(slot[..FatName.ShortBytes], slot[12]),
            Encoding.Latin1.GetString(slot[..FatName.ShortBytes]),
            isDirectory,
            isDirectory ? 0 : FatSlot.Size(slot),
            geometry.Kind == FatKind.Fat32 ? FatSlot.FirstCluster(slot) : FatSlot.FirstCluster(slot) & 0xFFFF,
            [.. slots, offset]);
    }

    /// <summary>Offsets of all slots, used or not.</summary>
    private IEnumerable<long> Slots()
    {
        if (firstCluster == 0)
        {
            for (var index = 0; index < geometry.RootEntries; index++)
            {
                yield return geometry.RootOffset + (index * FatSlot.Bytes);
            }
            yield break;
        }
        var slots = 0;
        foreach (var cluster in table.Chain(firstCluster))
        {
            for (var at = 0; at < geometry.ClusterBytes; at += FatSlot.Bytes)
            {
                if (++slots > MaxSlots)
                {
                    throw new DiskFormatException(
                        $"A directory has more than {MaxSlots} entries: the FAT volume is damaged. Write the image again.");
                }
                yield return geometry.OffsetOf(cluster) + at;
            }
        }
    }

    /// <summary>Finds or makes <paramref name="count"/> free slots side by side.</summary>
    private List<long> Room(int count, string name)
    {
        var run = new List<long>(count);
        var isBehindEnd = false;
        var first = new byte[1];
        foreach (var offset in Slots())
        {
            if (run.Count == count)
            {
                if (isBehindEnd)
                {
                    // What lies behind the end mark may be anything: the mark moves behind the new entry.
                    disk.Write(offset, [FatSlot.End]);
                }
                return run;
            }
            disk.Read(offset, first);
            isBehindEnd |= first[0] == FatSlot.End;
            if (isBehindEnd || first[0] == FatSlot.Deleted)
            {
                run.Add(offset);
            }
            else
            {
                run.Clear();
            }
        }
        while (run.Count < count)
        {
            run.AddRange(Grow(name));
        }
        return run[..count];
    }

    private IEnumerable<long> Grow(string name)
    {
        if (firstCluster == 0)
        {
            throw new DiskSpaceException(
                $"The root directory of the boot partition is full ({geometry.RootEntries} entries): no room for {name}.");
        }
        var last = table.Chain(firstCluster)[^1];
        var added = table.Allocate(1, $"The directory of {name}")[0];
        disk.Write(geometry.OffsetOf(added), new byte[geometry.ClusterBytes]);
        table.Append(last, added);
        return Enumerable.Range(0, geometry.ClusterBytes / FatSlot.Bytes)
            .Select(index => geometry.OffsetOf(added) + (index * FatSlot.Bytes));
    }
}

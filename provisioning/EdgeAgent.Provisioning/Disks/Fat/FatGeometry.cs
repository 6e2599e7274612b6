using System.Buffers.Binary;
using System.Numerics;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>Where things lie on a FAT volume, read from its first sector (Microsoft FAT specification 1.03, "Boot Sector and BPB").</summary>
internal sealed record FatGeometry
{
    private const int BootSectorBytes = 512;
    private const ushort Signature = 0xAA55;
    private const uint MinFat16Clusters = 4085;
    private const uint MinFat32Clusters = 65525;
    private const ushort MirroringOff = 0x80;
    private const byte StateDirty = 1;

    /// <summary>Largest allocation table that is held in memory: 64 MiB; a volume of 64 GiB in clusters of 4 KiB.</summary>
    private const uint MaxClusters = 16 * 1024 * 1024;

    public required FatKind Kind { get; init; }

    public required int SectorBytes { get; init; }

    public required int ClusterBytes { get; init; }

    /// <summary>Clusters that hold data; they are numbered from 2 on.</summary>
    public required uint Clusters { get; init; }

    /// <summary>Offsets of the allocation tables that are in use: all, or the active one where mirroring is off.</summary>
    public required IReadOnlyList<long> TableOffsets { get; init; }

    public required long TableBytes { get; init; }

    /// <summary>First cluster of the root directory; 0 on FAT16, where it lies in an area of its own.</summary>
    public required uint RootCluster { get; init; }

    /// <summary>The root directory of FAT16; 0 and 0 on FAT32.</summary>
    public required long RootOffset { get; init; }

    public required int RootEntries { get; init; }

    public required long DataOffset { get; init; }

    /// <summary>The sector that counts free clusters, FAT32 only; null where there is none.</summary>
    public required long? InfoOffset { get; init; }

    public required byte Media { get; init; }

    /// <summary>Whether a system that had mounted the volume has not unmounted it (a flag of Linux).</summary>
    public required bool IsDirty { get; init; }

    public uint LastCluster => Clusters + 1;

    /// <summary>Whether the first sector looks like that of a FAT volume of any kind.</summary>
    public static bool Looks(IDisk disk)
    {
        Span<byte> sector = stackalloc byte[BootSectorBytes];
        if (disk.LengthBytes < BootSectorBytes)
        {
            return false;
        }
        disk.Read(0, sector);
        return Looks(sector);
    }

    /// <exception cref="DiskFormatException">It is no FAT16 or FAT32 volume, or its first sector is damaged.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public static FatGeometry Read(IDisk disk)
    {
        Span<byte> sector = stackalloc byte[BootSectorBytes];
        DiskRange.Check(disk, 0, BootSectorBytes);
        disk.Read(0, sector);
        if (!Looks(sector))
        {
            throw new DiskFormatException("This partition holds no FAT file system.");
        }
        var sectorBytes = U16(sector, 11);
        var perCluster = sector[13];
        uint reserved = U16(sector, 14);
        uint tables = sector[16];
        uint rootEntries = U16(sector, 17);
        var sectors = U16(sector, 19) is var small and not 0 ? small : U32(sector, 32);
        var tableSectors = U16(sector, 22) is var few and not 0 ? few : U32(sector, 36);
        var rootSectors = ((rootEntries * 32) + sectorBytes - 1u) / sectorBytes;
        var overhead = reserved + ((ulong)tables * tableSectors) + rootSectors;
        if (overhead >= sectors || (long)sectors * sectorBytes > disk.LengthBytes)
        {
            throw Damaged($"it claims {sectors} sectors, of which {overhead} are taken, in {disk.LengthBytes} bytes");
        }
        var clusters = (uint)((sectors - overhead) / perCluster);
        var kind = KindOf(clusters);
        CheckSizes(kind, clusters, tableSectors * (ulong)sectorBytes, rootEntries);
        var isFat32 = kind == FatKind.Fat32;
        if (isFat32 && U32(sector, 44) is var root && (root < 2 || root > clusters + 1))
        {
            throw Damaged($"its root directory is at cluster {root}, which does not exist");
        }
        var tableBytes = (long)tableSectors * sectorBytes;
        var tablesAt = (long)reserved * sectorBytes;
        return new FatGeometry
        {
            Kind = kind,
            SectorBytes = sectorBytes,
            ClusterBytes = sectorBytes * perCluster,
            Clusters = clusters,
            TableBytes = tableBytes,
            TableOffsets = Tables(tablesAt, tableBytes, tables, isFat32 ? U16(sector, 40) : (ushort)0),
            RootCluster = isFat32 ? U32(sector, 44) : 0,
            RootOffset = isFat32 ? 0 : tablesAt + (tables * tableBytes),
            RootEntries = (int)rootEntries,
            DataOffset = (long)overhead * sectorBytes,
            InfoOffset = isFat32 && U16(sector, 48) is not (0 or 0xFFFF) and var info ? (long)info * sectorBytes : null,
            Media = sector[21],
            IsDirty = (sector[isFat32 ? 65 : 37] & StateDirty) != 0,
        };
    }

    /// <summary>Offset of a cluster's first byte.</summary>
    public long OffsetOf(uint cluster) => DataOffset + ((long)(cluster - 2) * ClusterBytes);

    public bool IsCluster(uint cluster) => cluster >= 2 && cluster <= LastCluster;

    /// <summary>What every FAT volume's first sector has, and hardly anything else has by chance.</summary>
    private static bool Looks(ReadOnlySpan<byte> sector) =>
        U16(sector, 510) == Signature
        && sector[0] is 0xEB or 0xE9
        && U16(sector, 11) is 512 or 1024 or 2048 or 4096
        && BitOperations.IsPow2(sector[13])
        && U16(sector, 14) > 0
        && sector[16] is 1 or 2
        && sector[21] is 0xF0 or >= 0xF8;

    private static FatKind KindOf(uint clusters) => clusters switch
    {
        < MinFat16Clusters => throw new DiskFormatException(
            $"This is a FAT12 volume ({clusters} clusters); boot partitions are FAT16 or FAT32. Take another image."),
        < MinFat32Clusters => FatKind.Fat16,
        <= MaxClusters => FatKind.Fat32,
        _ => throw new DiskFormatException(
            $"This FAT volume has {clusters} clusters; at most {MaxClusters} are handled. It is no boot partition."),
    };

    private static void CheckSizes(FatKind kind, uint clusters, ulong tableBytes, uint rootEntries)
    {
        var entryBytes = kind == FatKind.Fat32 ? 4ul : 2ul;
        if ((clusters + 2) * entryBytes > tableBytes)
        {
            throw Damaged($"its allocation table of {tableBytes} bytes is too short for {clusters} clusters");
        }
        if (kind == FatKind.Fat16 ? rootEntries == 0 : rootEntries != 0)
        {
            throw Damaged($"{rootEntries} root entries do not fit its {clusters} clusters");
        }
    }

    private static long[] Tables(long first, long tableBytes, uint tables, ushort flags)
    {
        if ((flags & MirroringOff) == 0)
        {
            return [.. Enumerable.Range(0, (int)tables).Select(index => first + (index * tableBytes))];
        }
        var active = flags & 0xF;
        return active < tables
            ? [first + (active * tableBytes)]
            : throw Damaged($"its active allocation table is number {active} of {tables}");
    }

    private static ushort U16(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt16LittleEndian(sector[at..]);

    private static uint U32(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt32LittleEndian(sector[at..]);

    private static DiskFormatException Damaged(string what) => new(
        $"The first sector of this FAT volume is damaged: {what}. Run fsck.fat on it, or write the image again.");
}

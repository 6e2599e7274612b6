using System.Buffers.Binary;

namespace EdgeAgent.Provisioning.Disks;

/// <summary>The GPT of a disk (UEFI 2.10, 5.3).</summary>
internal static class GuidPartitionTable
{
    private const int HeaderBytes = 92;
    private const int MinEntryBytes = 128;
    private const int MaxEntryBytes = 4096;
    private const int MaxEntries = 1024;

    private static readonly int[] s_sectorSizes = [512, 4096];

    /// <exception cref="DiskFormatException">The table is missing or damaged.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public static IReadOnlyList<Partition> Read(IDisk disk)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        foreach (var sectorBytes in s_sectorSizes)
        {
            if (disk.LengthBytes < 2L * sectorBytes)
            {
                continue;
            }
            disk.Read(sectorBytes, header);
            if (header[..8].SequenceEqual("EFI PART"u8))
            {
                return ReadEntries(disk, header, sectorBytes);
            }
        }
        throw Damaged("its header is missing");
    }

    private static List<Partition> ReadEntries(IDisk disk, Span<byte> header, int sectorBytes)
    {
        var headerBytes = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        var sum = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        if (headerBytes != HeaderBytes)
        {
            throw Damaged($"its header says that it has {headerBytes} bytes");
        }
        header.Slice(16, 4).Clear();
        if (Crc32.Of(header) != sum)
        {
            throw Damaged("the checksum of its header is wrong");
        }
        var entriesAt = BinaryPrimitives.ReadUInt64LittleEndian(header[72..]);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(header[80..]);
        var entryBytes = BinaryPrimitives.ReadUInt32LittleEndian(header[84..]);
        if (count > MaxEntries || entryBytes is < MinEntryBytes or > MaxEntryBytes
            || entriesAt > (ulong)(disk.LengthBytes / sectorBytes))
        {
            throw Damaged("its header describes an impossible list of partitions");
        }
        var entries = new byte[count * entryBytes];
        disk.Read((long)entriesAt * sectorBytes, entries);
        if (Crc32.Of(entries) != BinaryPrimitives.ReadUInt32LittleEndian(header[88..]))
        {
            throw Damaged("the checksum of its list of partitions is wrong");
        }
        return Parse(entries, (int)entryBytes, sectorBytes, disk.LengthBytes / sectorBytes);
    }

    private static List<Partition> Parse(ReadOnlySpan<byte> entries, int entryBytes, int sectorBytes, long sectors)
    {
        var partitions = new List<Partition>();
        for (var index = 0; index < entries.Length / entryBytes; index++)
        {
            var entry = entries.Slice(index * entryBytes, entryBytes);
            if (entry[..16].IndexOfAnyExcept((byte)0) < 0)
            {
                continue;
            }
            var first = BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
            var last = BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]);
            if (last < first || last >= (ulong)sectors)
            {
                throw Damaged($"partition {index + 1} does not lie on the disk, which has {sectors} sectors");
            }
            partitions.Add(new Partition(
                index + 1, (long)first * sectorBytes, (long)(last - first + 1) * sectorBytes));
        }
        return partitions;
    }

    private static DiskFormatException Damaged(string what) =>
        new($"The GPT of this disk is damaged: {what}. Download and write the image again.");
}

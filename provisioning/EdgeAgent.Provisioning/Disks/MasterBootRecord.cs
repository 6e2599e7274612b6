using System.Buffers.Binary;

namespace EdgeAgent.Provisioning.Disks;

/// <summary>The first sector of a disk: up to four primary partitions, or the word that a GPT follows.</summary>
/// <param name="Partitions">The primary partitions that are in use.</param>
/// <param name="IsProtective">Whether the disk has a GPT (UEFI 2.10, 5.2.3).</param>
internal sealed record MasterBootRecord(IReadOnlyList<Partition> Partitions, bool IsProtective)
{
    private const int SectorBytes = 512;
    private const int TableOffset = 446;
    private const int EntryBytes = 16;
    private const int Entries = 4;
    private const ushort Signature = 0xAA55;
    private const byte TypeUnused = 0;
    private const byte TypeProtective = 0xEE;

    private static readonly byte[] s_extendedTypes = [0x05, 0x0F, 0x85];

    /// <exception cref="DiskFormatException">There is no partition table.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public static MasterBootRecord Read(IDisk disk)
    {
        Span<byte> sector = stackalloc byte[SectorBytes];
        if (disk.LengthBytes < SectorBytes)
        {
            throw new DiskFormatException($"{disk.LengthBytes} bytes are no disk image: it must hold a partition table.");
        }
        disk.Read(0, sector);
        if (BinaryPrimitives.ReadUInt16LittleEndian(sector[(SectorBytes - 2)..]) != Signature)
        {
            throw new DiskFormatException(
                "There is no partition table in the first sector: this is no disk image. Take the image of a whole card.");
        }
        var partitions = new List<Partition>();
        var isProtective = false;
        for (var index = 0; index < Entries; index++)
        {
            var entry = sector.Slice(TableOffset + (index * EntryBytes), EntryBytes);
            var type = entry[4];
            long start = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            long count = BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);
            isProtective |= type == TypeProtective;
            // Extended partitions hold others; boot partitions of the known images are never in them.
            if (type != TypeUnused && !s_extendedTypes.Contains(type) && count > 0)
            {
                partitions.Add(new Partition(index + 1, start * SectorBytes, count * SectorBytes));
            }
        }
        return new MasterBootRecord(partitions, isProtective);
    }
}

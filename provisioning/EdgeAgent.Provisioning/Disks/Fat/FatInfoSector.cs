using System.Buffers.Binary;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>The sector of FAT32 that notes how much is free (FAT specification, "FSInfo").</summary>
internal static class FatInfoSector
{
    private const int Bytes = 512;
    private const uint Lead = 0x41615252;
    private const uint Middle = 0x61417272;
    private const int MiddleAt = 484;

    /// <exception cref="DiskFormatException">The sector is not one.</exception>
    public static void Check(IDisk disk, FatGeometry geometry)
    {
        if (geometry.InfoOffset is not { } offset)
        {
            return;
        }
        Span<byte> sector = stackalloc byte[Bytes];
        disk.Read(offset, sector);
        if (BinaryPrimitives.ReadUInt32LittleEndian(sector) != Lead
            || BinaryPrimitives.ReadUInt32LittleEndian(sector[MiddleAt..]) != Middle)
        {
            throw new DiskFormatException(
                "This FAT volume is damaged: its FSInfo sector is not one. Run fsck.fat on it, or write the image again.");
        }
    }

    /// <summary>Notes the free clusters.</summary>
    public static void Write(IDisk disk, FatGeometry geometry, FatTable table)
    {
        if (geometry.InfoOffset is not { } offset)
        {
            return;
        }
        Span<byte> counts = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(counts, table.FreeClusters);
        BinaryPrimitives.WriteUInt32LittleEndian(counts[4..], table.NextFree);
        disk.Write(offset + MiddleAt + 4, counts);
    }
}

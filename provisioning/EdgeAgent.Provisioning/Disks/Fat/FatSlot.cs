using System.Buffers.Binary;
using System.Text;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>The 32 bytes of a directory entry: how they are read and written.</summary>
internal static class FatSlot
{
    public const int Bytes = 32;
    public const byte End = 0x00;
    public const byte Deleted = 0xE5;
    public const byte AttributeLong = 0x0F;
    public const byte AttributeVolume = 0x08;
    public const byte AttributeDirectory = 0x10;
    public const byte AttributeArchive = 0x20;
    public const byte LastLong = 0x40;

    /// <summary>UTF-16 units of a long name in one entry.</summary>
    public const int LongChars = 13;

    private static readonly int[] s_longOffsets = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

    public static uint FirstCluster(ReadOnlySpan<byte> slot) =>
        ((uint)BinaryPrimitives.ReadUInt16LittleEndian(slot[20..]) << 16)
        | BinaryPrimitives.ReadUInt16LittleEndian(slot[26..]);

    public static uint Size(ReadOnlySpan<byte> slot) => BinaryPrimitives.ReadUInt32LittleEndian(slot[28..]);

    /// <summary>A short entry.</summary>
    public static byte[] Short(
        ReadOnlySpan<byte> name, byte attributes, uint firstCluster, uint sizeBytes, DateTimeOffset time)
    {
        var slot = new byte[Bytes];
        name.CopyTo(slot);
        slot[11] = attributes;
        SetTime(slot, 14, time);
        Point(slot, firstCluster, sizeBytes, time);
        return slot;
    }

    /// <summary>Lets an entry point at other content.</summary>
    public static void Point(Span<byte> slot, uint firstCluster, uint sizeBytes, DateTimeOffset time)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(slot[20..], (ushort)(firstCluster >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[26..], (ushort)firstCluster);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[28..], sizeBytes);
        SetTime(slot, 22, time);
        slot[24..26].CopyTo(slot[18..]); // last access has a date only
    }

    /// <summary>The entries of a long name, in the order in which they are stored: its end first.</summary>
    public static IEnumerable<byte[]> Long(string name, byte checksum)
    {
        var count = (name.Length + LongChars - 1) / LongChars;
        for (var part = count; part >= 1; part--)
        {
            var slot = new byte[Bytes];
            slot[0] = (byte)(part | (part == count ? LastLong : 0));
            slot[11] = AttributeLong;
            slot[13] = checksum;
            for (var index = 0; index < LongChars; index++)
            {
                var at = ((part - 1) * LongChars) + index;
                // The end is one zero, then all ones.
                var unit = at < name.Length ? name[at] : at == name.Length ? '\0' : '\uFFFF';
                BinaryPrimitives.WriteUInt16LittleEndian(slot.AsSpan(s_longOffsets[index]), unit);
            }
            yield return slot;
        }
    }

    /// <summary>The part of a long name in one entry, to its end.</summary>
    public static string LongPart(ReadOnlySpan<byte> slot)
    {
        var text = new StringBuilder(LongChars);
        foreach (var offset in s_longOffsets)
        {
            var unit = BinaryPrimitives.ReadUInt16LittleEndian(slot[offset..]);
            if (unit == 0)
            {
                break;
            }
            text.Append((char)unit);
        }
        return text.ToString();
    }

    /// <summary>FAT counts from 1980 in steps of two seconds.</summary>
    private static void SetTime(Span<byte> slot, int at, DateTimeOffset time)
    {
        var year = Math.Clamp(time.Year - 1980, 0, 127);
        BinaryPrimitives.WriteUInt16LittleEndian(
            slot[at..], (ushort)((time.Hour << 11) | (time.Minute << 5) | (time.Second / 2)));
        BinaryPrimitives.WriteUInt16LittleEndian(
            slot[(at + 2)..], (ushort)((year << 9) | (time.Month << 5) | time.Day));
    }
}

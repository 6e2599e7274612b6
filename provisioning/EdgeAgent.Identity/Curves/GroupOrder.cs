using System.Buffers.Binary;

namespace EdgeAgent.Identity.Curves;

/// <summary>Range checks against the order n of the group (SEC 2, 2.4.1).</summary>
internal static class GroupOrder
{
    /// <summary>n, big-endian.</summary>
    public static ReadOnlySpan<byte> Bytes =>
    [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
        0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
    ];

    /// <summary>(n − 1) / 2, big-endian: the largest s that is low.</summary>
    public static ReadOnlySpan<byte> Half =>
    [
        0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
    ];

    /// <summary>Whether 32 big-endian bytes are 1 to n − 1.</summary>
    public static bool IsScalar(ReadOnlySpan<byte> value) =>
        value.Length == 32 && value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(Bytes) < 0;

    /// <summary>Whether 32 big-endian bytes are 1 to (n − 1) / 2.</summary>
    public static bool IsLowScalar(ReadOnlySpan<byte> value) =>
        value.Length == 32 && value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(Half) <= 0;

    /// <summary>Takes 32 big-endian bytes modulo n, in place. One subtraction is enough, since 2n is above 2^256.</summary>
    public static void Reduce(Span<byte> value)
    {
        if (value.SequenceCompareTo(Bytes) < 0)
        {
            return;
        }
        var low = BinaryPrimitives.ReadUInt128BigEndian(value[16..]);
        var high = BinaryPrimitives.ReadUInt128BigEndian(value);
        var orderLow = BinaryPrimitives.ReadUInt128BigEndian(Bytes[16..]);
        var orderHigh = BinaryPrimitives.ReadUInt128BigEndian(Bytes);
        var borrow = low < orderLow ? UInt128.One : UInt128.Zero;
        BinaryPrimitives.WriteUInt128BigEndian(value[16..], unchecked(low - orderLow));
        BinaryPrimitives.WriteUInt128BigEndian(value, unchecked(high - orderHigh - borrow));
    }
}

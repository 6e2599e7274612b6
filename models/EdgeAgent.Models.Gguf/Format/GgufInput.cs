using System.Buffers.Binary;
using System.Text;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Forward reading that never goes beyond the file and says where it stands when something is wrong.</summary>
internal sealed class GgufInput(Stream stream)
{
    private const int BufferBytes = 1 << 16;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Length of the file.</summary>
    public long Length { get; } = stream.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A 64-bit count that may be at most a limit.</summary>
    public int Count(string what, int limit)
    {
        var at = Position;
        var count = UInt64();
        return count <= (ulong)limit ? (int)count : throw Fault($"{what} is {count}; at most {limit} are taken", at);
    }

    /// <summary>Bytes of a string with its length before it.</summary>
    /// <remarks>The span lives until the next read.</remarks>
    public ReadOnlySpan<byte> StringBytes(string what, int limit)
    {
        var length = Count($"The length of {what}", limit);
        return Take(length);
    }

    /// <summary>A string with its length before it; must be UTF-8.</summary>
    public string Text(string what, int limit)
    {
        var at = Position;
        var bytes = StringBytes(what, limit);
        try
        {
            return s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault($"{what} is not UTF-8", at);
        }
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(long count)
    {
        Require(count);
        while (count > 0)
        {
            var step = (int)Math.Min(count, BufferBytes);
            Take(step);
            count -= step;
        }
    }

    /// <summary>Throws unless so many bytes follow.</summary>
    public void Require(long count)
    {
        if (count > Length - Position)
        {
            throw Fault($"{count} bytes should follow, but the file has {Length}", Position);
        }
    }

    public static ModelFormatException Fault(string what, long at) =>
        new($"{what} (at byte {at} of the GGUF header).");

    private ReadOnlySpan<byte> Take(int count)
    {
        Require(count);
        if (count > BufferBytes)
        {
            return TakeLarge(count);
        }
        if (_end - _start < count)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            _end += stream.ReadAtLeast(_buffer.AsSpan(_end), count - _end, throwOnEndOfStream: false);
            if (_end < count)
            {
                throw Fault("The file ended while it was read", Position);
            }
        }
        var taken = _buffer.AsSpan(_start, count);
        _start += count;
        Position += count;
        return taken;
    }

    /// <summary>Only for strings above the buffer's size, whose limit the caller has checked.</summary>
    private byte[] TakeLarge(int count)
    {
        var taken = new byte[count];
        var buffered = _end - _start;
        _buffer.AsSpan(_start, buffered).CopyTo(taken);
        (_start, _end) = (0, 0);
        stream.ReadExactly(taken.AsSpan(buffered));
        Position += count;
        return taken;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace EdgeAgent.Provisioning.Images;

/// <summary>
/// Unpacks a gzip file and compares the length at its end with the one that the file notes (RFC 1952, ISIZE): the framework takes
/// a file that is cut off for a whole one.
/// </summary>
internal sealed class GzipImageStream : Stream
{
    private const int LengthBytes = 4;

    private readonly GZipStream _inner;
    private readonly uint _expected;
    private uint _count;

    public GzipImageStream(FileStream file)
    {
        Span<byte> noted = stackalloc byte[LengthBytes];
        file.Seek(-LengthBytes, SeekOrigin.End);
        file.ReadExactly(noted);
        file.Position = 0;
        _expected = BinaryPrimitives.ReadUInt32LittleEndian(noted);
        _inner = new GZipStream(file, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Count(_inner.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await _inner.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Count(int count)
    {
        _count = unchecked(_count + (uint)count); // the note is modulo 2^32
        return count > 0 || _count == _expected
            ? count
            : throw new InvalidDataException("the gzip file is cut off, or has several parts; if it is whole, run gunzip first");
    }
}

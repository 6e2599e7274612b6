namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>Reads a file from its clusters, one after the other.</summary>
internal sealed class FatFileStream(IDisk disk, FatGeometry geometry, IReadOnlyList<uint> chain, uint sizeBytes) : Stream
{
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => sizeBytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var inCluster = (int)(_position % geometry.ClusterBytes);
        var count = (int)Math.Min(
            Math.Min(buffer.Length, sizeBytes - _position), geometry.ClusterBytes - inCluster);
        if (count <= 0)
        {
            return 0;
        }
        disk.Read(geometry.OffsetOf(chain[(int)(_position / geometry.ClusterBytes)]) + inCluster, buffer[..count]);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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
}

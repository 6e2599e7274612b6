namespace EdgeAgent.Provisioning.Disks;

/// <summary>One partition as a disk of its own.</summary>
internal sealed class DiskSlice : IDisk
{
    private readonly IDisk _disk;
    private readonly long _start;

    /// <exception cref="DiskFormatException">The partition does not lie inside <paramref name="disk"/>.</exception>
    public DiskSlice(IDisk disk, Partition partition)
    {
        DiskRange.Check(disk, partition.StartByte, partition.LengthBytes);
        _disk = disk;
        _start = partition.StartByte;
        LengthBytes = partition.LengthBytes;
    }

    /// <inheritdoc/>
    public long LengthBytes { get; }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> buffer)
    {
        DiskRange.Check(this, offset, buffer.Length);
        _disk.Read(_start + offset, buffer);
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        DiskRange.Check(this, offset, content.Length);
        _disk.Write(_start + offset, content);
    }

    /// <inheritdoc/>
    public void Flush() => _disk.Flush();
}

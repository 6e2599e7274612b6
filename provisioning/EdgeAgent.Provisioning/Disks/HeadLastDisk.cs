namespace EdgeAgent.Provisioning.Disks;

/// <summary>
/// Holds the first 4 KiB back until <see cref="Finish"/>: before that a card has no partition table, so that one whose writing
/// was cut off is neither booted nor mounted in the middle.
/// </summary>
internal sealed class HeadLastDisk(IDisk disk) : IDisk
{
    private const int HeadBytes = 4096;

    private readonly byte[] _head = new byte[HeadBytes];

    /// <inheritdoc/>
    public long LengthBytes => disk.LengthBytes;

    /// <summary>Takes an old partition table away.</summary>
    public void Begin()
    {
        disk.Write(0, _head);
        disk.Flush();
    }

    /// <summary>Writes the head. Everything else lies on the device already.</summary>
    public void Finish()
    {
        disk.Flush();
        disk.Write(0, _head);
        disk.Flush();
    }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> buffer)
    {
        var inHead = Part(offset, buffer.Length);
        if (inHead > 0)
        {
            _head.AsSpan((int)offset, inHead).CopyTo(buffer);
        }
        if (inHead < buffer.Length)
        {
            disk.Read(offset + inHead, buffer[inHead..]);
        }
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        var inHead = Part(offset, content.Length);
        if (inHead > 0)
        {
            content[..inHead].CopyTo(_head.AsSpan((int)offset));
        }
        if (inHead < content.Length)
        {
            disk.Write(offset + inHead, content[inHead..]);
        }
    }

    /// <inheritdoc/>
    public void Flush() => disk.Flush();

    private int Part(long offset, int count)
    {
        DiskRange.Check(this, offset, count);
        return (int)Math.Clamp(HeadBytes - offset, 0, count);
    }
}

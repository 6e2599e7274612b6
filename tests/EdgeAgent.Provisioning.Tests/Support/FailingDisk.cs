using EdgeAgent.Provisioning.Disks;

namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>Takes a number of writes and then loses power: nothing after that arrives. The content below stays as it was.</summary>
internal sealed class FailingDisk(byte[] content, int writes) : IDisk
{
    private readonly List<(long Offset, byte[] Bytes)> _written = [];

    public long LengthBytes => content.Length;

    /// <summary>The same disk after the power has come back.</summary>
    public FailingDisk Restart()
    {
        var disk = new FailingDisk(content, int.MaxValue);
        disk._written.AddRange(_written);
        return disk;
    }

    public void Read(long offset, Span<byte> buffer)
    {
        DiskRange.Check(this, offset, buffer.Length);
        content.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
        foreach (var (at, bytes) in _written)
        {
            var (start, end) = (Math.Max(at, offset), Math.Min(at + bytes.Length, offset + buffer.Length));
            if (start < end)
            {
                bytes.AsSpan((int)(start - at), (int)(end - start)).CopyTo(buffer[(int)(start - offset)..]);
            }
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_written.Count >= writes)
        {
            throw new IOException("the power is gone");
        }
        DiskRange.Check(this, offset, bytes.Length);
        _written.Add((offset, bytes.ToArray()));
    }

    public void Flush()
    {
        // Each write is on the disk at once.
    }
}

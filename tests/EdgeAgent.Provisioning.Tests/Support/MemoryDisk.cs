using EdgeAgent.Provisioning.Disks;

namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>A disk in memory.</summary>
internal sealed class MemoryDisk(byte[] content) : IDisk
{
    public byte[] Content => content;

    public long LengthBytes => content.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        DiskRange.Check(this, offset, buffer.Length);
        content.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        DiskRange.Check(this, offset, bytes.Length);
        bytes.CopyTo(content.AsSpan((int)offset));
    }

    public void Flush()
    {
        // Each write is there at once.
    }
}

using EdgeAgent.Provisioning.Disks;

namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>A card that claims a capacity which it does not have: writes are taken, and read back as zeros.</summary>
internal sealed class ForgetfulDisk(long lengthBytes) : IDisk
{
    public long LengthBytes => lengthBytes;

    public void Read(long offset, Span<byte> buffer) => buffer.Clear();

    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        // Taken, and forgotten.
    }

    public void Flush()
    {
        // As above.
    }
}

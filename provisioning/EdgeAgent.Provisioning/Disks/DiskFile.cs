using Microsoft.Win32.SafeHandles;

namespace EdgeAgent.Provisioning.Disks;

/// <summary>An image file, or a block device by its path.</summary>
internal sealed class DiskFile : IDisk, IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private DiskFile(string path, SafeFileHandle handle, long lengthBytes)
    {
        _path = path;
        _handle = handle;
        LengthBytes = lengthBytes;
    }

    /// <inheritdoc/>
    public long LengthBytes { get; }

    /// <summary>Opens what exists.</summary>
    /// <param name="path">A file or a block device.</param>
    /// <param name="writable">Whether it will be written.</param>
    /// <param name="deviceBytes">Size of a block device, which its file does not tell; null for a file.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static DiskFile Open(string path, bool writable, long? deviceBytes = null)
    {
        var handle = File.OpenHandle(
            path,
            FileMode.Open,
            writable ? FileAccess.ReadWrite : FileAccess.Read,
            writable ? FileShare.None : FileShare.Read);
        return new DiskFile(path, handle, deviceBytes ?? RandomAccess.GetLength(handle));
    }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> buffer)
    {
        DiskRange.Check(this, offset, buffer.Length);
        while (buffer.Length > 0)
        {
            var count = RandomAccess.Read(_handle, buffer, offset);
            if (count == 0)
            {
                throw new IOException($"{_path} ends at byte {offset}; more was expected.");
            }
            buffer = buffer[count..];
            offset += count;
        }
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        DiskRange.Check(this, offset, content.Length);
        RandomAccess.Write(_handle, content, offset);
    }

    /// <inheritdoc/>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}

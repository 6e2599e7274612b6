using System.Security.Cryptography;
using EdgeAgent.Provisioning.Disks;

namespace EdgeAgent.Provisioning.Images;

/// <summary>Copies an image onto a disk and reads it back.</summary>
internal sealed class ImageWriter(IDisk target, bool isSparse)
{
    /// <summary>What is read, written and compared at once.</summary>
    private const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Writes the image.</summary>
    /// <param name="image">The bytes.</param>
    /// <param name="progress">Told of bytes written.</param>
    /// <param name="cancellationToken">Ends the work; the target then holds a part.</param>
    /// <returns>Length and SHA-256 of what was written.</returns>
    /// <exception cref="ImageException">The archive is damaged.</exception>
    /// <exception cref="DiskSpaceException">The image is larger than the target.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public async Task<WrittenImage> WriteAsync(Stream image, IProgress<long> progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        var offset = 0L;
        while (await ReadAsync(image, block, cancellationToken) is var count and > 0)
        {
            if (offset + count > target.LengthBytes)
            {
                throw new DiskSpaceException(
                    $"The image is larger than the target, which has {target.LengthBytes} bytes. Take a larger card.");
            }
            hash.AppendData(block, 0, count);
            // A new file reads as zeros where nothing was written; a card keeps what was there before.
            if (!isSparse || block.AsSpan(0, count).IndexOfAnyExcept((byte)0) >= 0)
            {
                target.Write(offset, block.AsSpan(0, count));
            }
            offset += count;
            progress.Report(offset);
        }
        target.Flush();
        return new WrittenImage(offset, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Reads back what was written.</summary>
    /// <exception cref="IOException">The target does not hold what was written.</exception>
    public void ReadBack(WrittenImage written, IProgress<long> progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        for (var offset = 0L; offset < written.LengthBytes;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = block.AsSpan(0, (int)Math.Min(block.Length, written.LengthBytes - offset));
            target.Read(offset, part);
            hash.AppendData(part);
            offset += part.Length;
            progress.Report(offset);
        }
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != written.Sha256)
        {
            throw new IOException("What was read back is not what was written: the card is worn out or not genuine. Take another card.");
        }
    }

    private static async Task<int> ReadAsync(Stream image, byte[] block, CancellationToken cancellationToken)
    {
        try
        {
            return await image.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException
            or SharpCompress.Common.SharpCompressException or IndexOutOfRangeException)
        {
            throw new ImageException($"The image is damaged and cannot be unpacked ({e.Message}): download it again.", e);
        }
    }
}

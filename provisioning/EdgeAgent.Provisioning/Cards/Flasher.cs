using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Images;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>Writes an image, reads it back, and makes it a card for one device. The first sector comes last.</summary>
internal sealed class Flasher(IDisk target, bool isNewFile, TimeProvider time)
{
    /// <param name="image">Read once.</param>
    /// <param name="content">What the device gets.</param>
    /// <param name="progress">One for writing and one for reading back: bytes.</param>
    /// <param name="cancellationToken">Ends the work; the card then has no partition table.</param>
    /// <returns>What the image understands.</returns>
    /// <exception cref="ImageException">The image is damaged.</exception>
    /// <exception cref="CustomisationException">The image cannot be customised.</exception>
    /// <exception cref="DiskFormatException">The image holds no sound file system.</exception>
    /// <exception cref="DiskSpaceException">The target or its boot partition is too small.</exception>
    /// <exception cref="IOException">The device refuses, or does not keep what was written.</exception>
    public async Task<CustomisationFormat> FlashAsync(
        Stream image,
        CardContent content,
        (IProgress<long> Write, IProgress<long> Read) progress,
        CancellationToken cancellationToken)
    {
        var disk = new HeadLastDisk(target);
        disk.Begin();
        var writer = new ImageWriter(disk, isNewFile);
        var written = await writer.WriteAsync(image, progress.Write, cancellationToken);
        writer.ReadBack(written, progress.Read, cancellationToken);
        var format = await new CardWriter(disk, time).WriteAsync(content, cancellationToken);
        disk.Finish();
        return format;
    }
}

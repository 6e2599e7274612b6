using System.IO.Compression;
using System.Security.Cryptography;
using SharpCompress.Compressors.Xz;

namespace EdgeAgent.Provisioning.Images;

/// <summary>An image as it was downloaded: plain, or packed by xz, gzip or zip.</summary>
internal sealed class ImageFile(string path)
{
    private const int MagicBytes = 6;
    private const string ImageSuffix = ".img";
    private const string SumSuffix = ".sha256";
    private const int MaxSumFileBytes = 4096;
    private const int SumChars = 64;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>How it is packed.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ImageFormat Format()
    {
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[MagicBytes];
        var count = file.ReadAtLeast(magic, MagicBytes, throwOnEndOfStream: false);
        return magic[..count] switch
        {
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0] => ImageFormat.Xz,
            [0x1F, 0x8B, ..] => ImageFormat.Gzip,
            [(byte)'P', (byte)'K', 3, 4, ..] => ImageFormat.Zip,
            _ => ImageFormat.Raw,
        };
    }

    /// <summary>The sum that lies beside the image as <c>NAME.sha256</c>; null where there is none.</summary>
    /// <exception cref="ImageException">The file beside it holds no sum.</exception>
    public string? PublishedSum()
    {
        var file = new FileInfo(path + SumSuffix);
        if (!file.Exists)
        {
            return null;
        }
        var text = file.Length <= MaxSumFileBytes ? File.ReadAllText(file.FullName).Split(' ', '\n')[0].Trim() : "";
        return IsSum(text)
            ? text
            : throw new ImageException($"{file.FullName} holds no SHA-256 sum: get it again, or delete it.");
    }

    /// <summary>Compares the file, as it is on the disk, with the sum that its publisher gives.</summary>
    /// <param name="expected">64 hexadecimal digits.</param>
    /// <param name="progress">Told of bytes read.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ImageException">It has another sum.</exception>
    public async Task VerifyAsync(string expected, IProgress<long> progress, CancellationToken cancellationToken)
    {
        if (!IsSum(expected))
        {
            throw new ImageException($"'{expected}' is no SHA-256 sum: 64 hexadecimal digits are expected.");
        }
        await using var file = File.OpenRead(path);
        await using var counted = new CountingStream(file, progress);
        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(counted, cancellationToken));
        if (!actual.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new ImageException(
                $"{path} is damaged: its SHA-256 sum is {actual}, expected was {expected}. Download it again.");
        }
    }

    /// <summary>Opens the unpacked image.</summary>
    /// <exception cref="ImageException">The archive does not hold exactly one image.</exception>
    public UnpackedImage Open()
    {
        var format = Format();
#pragma warning disable CA2000 // the image takes what lies under it along, and the file is closed on every other way out
        var file = File.OpenRead(path);
        try
        {
            return format switch
            {
                ImageFormat.Xz => new UnpackedImage(new XZStream(file), null, file),
                ImageFormat.Gzip => new UnpackedImage(new GzipImageStream(file), null, file),
                ImageFormat.Zip => OpenZip(new ZipArchive(file, ZipArchiveMode.Read)),
                _ => new UnpackedImage(file, file.Length, file),
            };
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is InvalidDataException)
            {
                throw new ImageException($"{path} is no whole archive: download it again.", e);
            }
            throw;
        }
#pragma warning restore CA2000
    }

    private static bool IsSum(string text) => text.Length == SumChars && text.All(char.IsAsciiHexDigit);

    private UnpackedImage OpenZip(ZipArchive archive)
    {
        var images = archive.Entries
            .Where(static entry => entry.Name.EndsWith(ImageSuffix, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return images.Count == 1
            ? new UnpackedImage(images[0].Open(), images[0].Length, archive)
            : throw new ImageException($"{path} holds {images.Count} files that end with {ImageSuffix}; exactly one is expected.");
    }
}

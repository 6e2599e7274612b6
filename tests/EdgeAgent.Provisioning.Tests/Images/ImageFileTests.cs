using System.IO.Compression;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Images;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Images;

public sealed class ImageFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("raw")]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("xz")]
    [InlineData("xz in blocks")]
    public async Task An_image_is_unpacked_to_its_last_byte_whatever_its_name(string packing)
    {
        using var directory = new TemporaryDirectory();
        var content = Noise.Of(1, 3_000_001);
        Array.Clear(content, 1_000_000, 1_000_000);
        var file = await PackAsync(directory, packing, content);

        var target = new MemoryDisk(new byte[content.Length]);
        using var image = new ImageFile(file).Open();
        var written = await new ImageWriter(target, isSparse: true).WriteAsync(image.Content, new Progress<long>(), Cancellation);

        Assert.Equal(content.Length, written.LengthBytes);
        Assert.Equal(content, target.Content);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("xz")]
    public async Task A_damaged_archive_is_an_error_and_never_a_short_image(string packing)
    {
        using var directory = new TemporaryDirectory();
        var file = await PackAsync(directory, packing, Noise.Of(1, 3_000_000));
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        await File.WriteAllBytesAsync(file, bytes.AsMemory(0, bytes.Length * 2 / 3), Cancellation);

        await Assert.ThrowsAsync<ImageException>(async () =>
        {
            using var image = new ImageFile(file).Open();
            await new ImageWriter(new MemoryDisk(new byte[4_000_000]), true).WriteAsync(image.Content, new Progress<long>(), Cancellation);
        });
    }

    [Fact]
    public async Task A_wrong_sum_is_refused_and_the_right_one_taken_from_the_file_beside()
    {
        using var directory = new TemporaryDirectory();
        var path = await PackAsync(directory, "raw", "image"u8.ToArray());
        const string Sum = "6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d";
        await File.WriteAllTextAsync(path + ".sha256", $"{Sum}  image.img\n", Cancellation);
        var image = new ImageFile(path);

        Assert.Equal(Sum, image.PublishedSum());
        await image.VerifyAsync(Sum.ToUpperInvariant(), new Progress<long>(), Cancellation);
        var refused = await Assert.ThrowsAsync<ImageException>(
            () => image.VerifyAsync(new string('0', 64), new Progress<long>(), Cancellation));
        Assert.Contains(Sum, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_larger_than_the_card_is_refused()
    {
        await Assert.ThrowsAsync<DiskSpaceException>(() => new ImageWriter(new MemoryDisk(new byte[100]), false)
            .WriteAsync(new MemoryStream(new byte[101]), new Progress<long>(), Cancellation));
    }

    [Fact]
    public async Task A_zip_of_two_images_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Combine("two.zip");
        await using (var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Cancellation))
        {
            archive.CreateEntry("a.img");
            archive.CreateEntry("b.img");
        }

        Assert.Contains("2 files", Assert.Throws<ImageException>(() => new ImageFile(path).Open()).Message, StringComparison.Ordinal);
    }

    private static async Task<string> PackAsync(TemporaryDirectory directory, string packing, byte[] content)
    {
        var path = directory.Combine("image.img");
        await File.WriteAllBytesAsync(path, content, Cancellation);
        switch (packing)
        {
            case "gzip":
                await Tool.RunAsync("gzip", "-1", path);
                return path + ".gz";
            case "zip":
                await using (var archive = await ZipFile.OpenAsync(directory.Combine("a.zip"), ZipArchiveMode.Create, Cancellation))
                {
                    await archive.CreateEntryFromFileAsync(path, "folder/image.img", CompressionLevel.Fastest, Cancellation);
                }
                return directory.Combine("a.zip");
            case "xz":
                await Tool.RunAsync("xz", "-0", path);
                return path + ".xz";
            case "xz in blocks":
                await Tool.RunAsync("xz", "-0", "-T2", "--block-size=500000", path);
                return path + ".xz";
            default:
                return path;
        }
    }
}

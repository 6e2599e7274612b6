using System.Buffers.Binary;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Disks;

/// <summary>A volume that is not well is refused in words, before anything is written.</summary>
public sealed class FatDamageTests
{
    private const int Fat32TableAt = 32 * 512;

    [Fact]
    public Task Tables_that_differ_are_refused() =>
        RefusesAsync("allocation tables differ", image => image[Fat32TableAt + 40] ^= 1);

    [Fact]
    public Task A_chain_in_a_circle_is_refused() =>
        RefusesAsync("runs in a circle", image => SetEntries(image, file => BinaryPrimitives.WriteUInt32LittleEndian(file[4..], 3)));

    [Fact]
    public Task A_chain_that_leaves_the_volume_is_refused() =>
        RefusesAsync("which does not exist", image => SetEntries(image, file => BinaryPrimitives.WriteUInt32LittleEndian(file, 0x0ABBCCDD)));

    [Fact]
    public Task A_file_shorter_than_its_chain_is_refused() =>
        RefusesAsync("has 5000 bytes in 1 clusters", image =>
            SetEntries(image, file => BinaryPrimitives.WriteUInt32LittleEndian(file, 0x0FFFFFFF)));

    [Fact]
    public Task Two_files_in_one_cluster_are_refused() =>
        RefusesAsync("shares cluster", image =>
        {
            var second = Find(image, "SECOND  TXT"u8);
            var first = Find(image, "FIRST   TXT"u8);
            image.AsSpan(first + 20, 12).CopyTo(image.AsSpan(second + 20));
        });

    [Fact]
    public Task A_volume_that_was_in_use_is_refused() =>
        RefusesAsync("in use when it was last disconnected", image => image[65] |= 1);

    [Fact]
    public Task A_wrong_info_sector_is_refused() =>
        RefusesAsync("FSInfo", image => image[512] ^= 1);

    [Fact]
    public Task A_first_sector_with_impossible_sizes_is_refused() =>
        RefusesAsync("sectors, of which", image => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(36), 0x7FFFFFFF));

    [Fact]
    public Task Something_else_is_refused() =>
        RefusesAsync("no FAT file system", image => image[510] = 0);

    [Fact]
    public async Task Fat12_is_refused()
    {
        using var image = await FatImage.MakeAsync(["-F", "12"], 2 << 20);

        using var disk = DiskFile.Open(image.Path, writable: false);
        var refused = Assert.Throws<DiskFormatException>(() => FatImage.Open(disk));

        Assert.Contains("FAT12", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_bytes_anywhere_in_the_tables_never_crash_or_hang()
    {
        using var image = await MakeAsync();
        var sound = await File.ReadAllBytesAsync(image.Path, TestContext.Current.CancellationToken);
        var root = Find(sound, "BOOTFS     "u8);
        var random = new Random(7);

        for (var round = 0; round < 300; round++)
        {
            var disk = new FailingDisk(sound, int.MaxValue);
            for (var hit = 0; hit < 8; hit++)
            {
                // The first sectors, the head of a table, and the root directory: where every byte means something.
                var area = random.Next(3) switch { 0 => 0, 1 => Fat32TableAt, _ => root };
                disk.Write(area + random.Next(512), [(byte)random.Next(256)]);
            }
            var opened = Record.Exception(() => FatImage.Open(disk).List(""));
            Assert.True(opened is null or DiskFormatException or DirectoryNotFoundException, $"round {round}: {opened}");
        }
    }

    private static async Task RefusesAsync(string because, Action<byte[]> damage)
    {
        using var image = await MakeAsync();
        image.Patch(damage);

        using var disk = DiskFile.Open(image.Path, writable: false);
        var refused = Assert.Throws<DiskFormatException>(() => FatImage.Open(disk));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<FatImage> MakeAsync()
    {
        var image = await FatImage.MakeAsync("FAT32");
        await image.WriteByMtoolsAsync("FIRST.TXT", Noise.Of(1, 5000));
        await image.WriteByMtoolsAsync("SECOND.TXT", Noise.Of(2, 5000));
        return image;
    }

    /// <summary>Changes the entries of cluster 3 and on, where the first file lies, in both tables.</summary>
    private static void SetEntries(byte[] image, Action<Span<byte>> change)
    {
        var tableBytes = (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(36)) * 512;
        var first = Find(image, "FIRST   TXT"u8);
        var cluster = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(first + 26));
        Assert.Equal(3, cluster);
        change(image.AsSpan(Fat32TableAt + 12));
        change(image.AsSpan(Fat32TableAt + tableBytes + 12));
    }

    private static int Find(ReadOnlySpan<byte> image, ReadOnlySpan<byte> shortName)
    {
        var at = image.IndexOf(shortName);
        // The label stands in the first sector too; the directory lies behind the tables.
        return at < Fat32TableAt ? Fat32TableAt + image[Fat32TableAt..].IndexOf(shortName) : at;
    }
}

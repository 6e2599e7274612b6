using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Disks.Fat;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Disks;

/// <summary>What is written here is read by mtools and passed by fsck.fat, and the other way round.</summary>
public sealed class FatVolumeTests
{
    public static TheoryData<string> Kinds => ["FAT16", "FAT32", "FAT32 in sectors of 4096"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Files_of_every_kind_of_name_and_size_arrive_at_mtools(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["CMDLINE.TXT"] = Noise.Of(1, 20),
            ["user-data"] = Noise.Of(2, 512),
            ["config.txt"] = Noise.Of(3, 4096),
            ["edgeagent/install.sh"] = Noise.Of(4, 4097),
            ["edgeagent/empty"] = [],
            ["edgeagent/a name that is longer than thirteen letters.json"] = Noise.Of(5, 100),
            ["edgeagent/Grüße an Łódź – 東京.txt"] = Noise.Of(6, 10),
            ["edgeagent/lib/libllama.v0.5.0.so"] = Noise.Of(7, 3_000_001),
            ["edgeagent/lib/libllama.v0.5.1.so"] = Noise.Of(8, 1),
            ["edgeagent/lib/.hidden"] = Noise.Of(9, 77),
            [new string('x', 255)] = Noise.Of(10, 3),
        };

        image.Use(volume =>
        {
            Assert.Equal("BOOTFS", volume.Label);
            volume.CreateDirectory("edgeagent/lib");
            foreach (var (path, content) in files)
            {
                volume.Write(path, content, Cancellation);
            }
        });

        await image.AssertSoundAsync();
        foreach (var (path, content) in files)
        {
            Assert.Equal(content, await image.ReadByMtoolsAsync(path));
        }
        image.Use(volume => Assert.All(
            files, file => Assert.Equal(file.Value, volume.ReadAll(file.Key.ToUpperInvariant(), int.MaxValue))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_mtools_wrote_is_read_replaced_and_deleted(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);
        await Tool.RunAsync("mmd", "-i", image.Path, "::overlays");
        await image.WriteByMtoolsAsync("overlays/w1-gpio.dtbo", Noise.Of(1, 9000));
        await image.WriteByMtoolsAsync("kernel8.img", Noise.Of(2, 70_000));
        await image.WriteByMtoolsAsync("A long name with spaces.txt", Noise.Of(3, 30));

        image.Use(volume =>
        {
            Assert.Equal(
                ["A long name with spaces.txt", "kernel8.img", "overlays"],
                volume.List("").Select(static item => item.Name).Order(StringComparer.Ordinal));
            Assert.Equal(Noise.Of(1, 9000), volume.ReadAll("overlays/w1-gpio.dtbo", 9000));
            volume.Write("KERNEL8.IMG", Noise.Of(4, 90_000), Cancellation);
            volume.Delete("a LONG name with spaces.txt");
            volume.Delete("not there");
        });

        await image.AssertSoundAsync();
        Assert.Equal(Noise.Of(4, 90_000), await image.ReadByMtoolsAsync("kernel8.img"));
        var listing = await Tool.RunAsync("mdir", "-b", "-i", image.Path, "::");
        Assert.Equal(["::/kernel8.img", "::/overlays/"], listing.Split('\n').Where(static line => line.Length > 0).Order());
    }

    [Theory]
    [InlineData("FAT16")]
    [InlineData("FAT32")]
    public async Task A_file_on_a_fragmented_volume_takes_the_gaps(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);
        image.Use(volume =>
        {
            var index = 0;
            while (volume.FreeBytes > 1 << 20)
            {
                volume.Write($"gap {index++}.bin", Noise.Of(index, 128 * 1024), Cancellation);
            }
            for (var gap = 0; gap < index; gap += 2)
            {
                volume.Delete($"gap {gap}.bin");
            }
            var content = Noise.Of(99, (int)(volume.FreeBytes / 2));
            volume.Write("big.bin", content, Cancellation);
            Assert.Equal(content, volume.ReadAll("big.bin", content.Length));
        });

        await image.AssertSoundAsync();
        Assert.NotEmpty(await image.ReadByMtoolsAsync("big.bin"));
    }

    [Theory]
    [InlineData("FAT16")]
    [InlineData("FAT32")]
    public async Task The_last_cluster_can_be_used_and_one_more_byte_changes_nothing(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);
        image.Use(volume => volume.Write("fill", Noise.Of(1, (int)volume.FreeBytes), Cancellation));
        await image.AssertSoundAsync();
        var before = await File.ReadAllBytesAsync(image.Path, Cancellation);

        image.Use(volume =>
        {
            Assert.Equal(0, volume.FreeBytes);
            var refused = Assert.Throws<DiskSpaceException>(() => volume.Write("more", Noise.Of(2, 1), Cancellation));
            Assert.Matches(@"more needs \d+ bytes .* 0 free", refused.Message);
            Assert.Throws<DiskSpaceException>(() => volume.CreateDirectory("directory"));
        });

        Assert.Equal(before, await File.ReadAllBytesAsync(image.Path, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_directory_grows_over_many_clusters(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);

        image.Use(volume =>
        {
            volume.CreateDirectory("many");
            for (var index = 0; index < 120; index++)
            {
                volume.Write($"many/a file with a long name {index}.txt", new[] { (byte)index }, Cancellation);
            }
        });

        await image.AssertSoundAsync();
        var listing = await Tool.RunAsync("mdir", "-b", "-i", image.Path, "::many");
        Assert.Equal(120, listing.Split('\n').Count(static line => line.Length > 0));
    }

    [Fact]
    public async Task The_root_directory_of_fat16_is_full_at_its_end()
    {
        using var image = await FatImage.MakeAsync([.. FatImage.Fat16, "-r", "128"], 16 << 20);

        image.Use(volume =>
        {
            var full = Assert.Throws<DiskSpaceException>(() =>
            {
                for (var index = 0; index < 200; index++)
                {
                    volume.Write($"FILE{index}.TXT", Noise.Of(index, 3), Cancellation);
                }
            });
            Assert.Contains("128 entries", full.Message, StringComparison.Ordinal);
            Assert.Equal(127, volume.List("").Count);
        });

        await image.AssertSoundAsync();
    }

    [Theory]
    [InlineData("FAT16")]
    [InlineData("FAT32")]
    public async Task Power_lost_at_any_write_leaves_the_old_or_the_new_file(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);
        byte[] older = Noise.Of(1, 9_000), newer = Noise.Of(2, 20_000);
        image.Use(volume => volume.Write("edge agent.json", older, Cancellation));
        var content = await File.ReadAllBytesAsync(image.Path, Cancellation);
        var newerSeen = 0;

        for (var writes = 0; ; writes++)
        {
            var disk = new FailingDisk(content, writes);
            var isDone = TryReplace(disk, newer);
            var read = ReadBack(disk.Restart());
            Assert.True(read.AsSpan().SequenceEqual(older) || read.AsSpan().SequenceEqual(newer), $"after {writes} writes");
            newerSeen += read.Length == newer.Length ? 1 : 0;
            if (isDone)
            {
                break;
            }
        }

        Assert.InRange(newerSeen, 2, 10);
    }

    private static bool TryReplace(FailingDisk disk, byte[] content)
    {
        try
        {
            FatImage.Open(disk).Write("edge agent.json", content, Cancellation);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>As a kernel would mount it: copies of the table may differ until fsck; the first one counts.</summary>
    private static byte[] ReadBack(IDisk disk)
    {
        var geometry = FatGeometry.Read(disk);
        var table = FatTable.Read(disk, geometry with { TableOffsets = [geometry.TableOffsets[0]] });
        var item = new FatDirectory(disk, geometry, table, geometry.RootCluster).List()
            .Single(static item => item.Name == "edge agent.json");
        var bytes = new byte[item.SizeBytes];
        using var stream = new FatFileStream(disk, geometry, table.Chain(item.FirstCluster), item.SizeBytes);
        stream.ReadExactly(bytes);
        return bytes;
    }
}

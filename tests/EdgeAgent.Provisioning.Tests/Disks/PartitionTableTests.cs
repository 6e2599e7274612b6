using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Disks;

public sealed class PartitionTableTests
{
    private const string Mbr = "label: dos\nstart=8192, size=65536, type=c\nstart=73728, size=20480, type=83\n";
    private const string Gpt = "label: gpt\nstart=2048, size=65536, type=uefi\nstart=67584, size=20480, type=linux\n";

    [Theory]
    [InlineData(Mbr, 8192)]
    [InlineData(Gpt, 2048)]
    public async Task Partitions_lie_where_sfdisk_put_them(string table, int startSector)
    {
        using var directory = new TemporaryDirectory();
        var image = await PartitionAsync(directory, table);

        using var disk = DiskFile.Open(image, writable: false);
        var partitions = PartitionTable.Read(disk);

        Assert.Equal([1, 2], partitions.Select(static partition => partition.Number));
        Assert.Equal(startSector * 512L, partitions[0].StartByte);
        Assert.Equal(65536 * 512L, partitions[0].LengthBytes);
        Assert.Equal((startSector + 65536) * 512L, partitions[1].StartByte);
    }

    [Theory]
    [InlineData(520, "checksum of its header")]
    [InlineData(1024 + 32, "checksum of its list")]
    [InlineData(513, "header is missing")]
    public async Task A_damaged_gpt_is_refused(int at, string because)
    {
        using var directory = new TemporaryDirectory();
        var image = await PartitionAsync(directory, Gpt);
        Patch(image, at);

        using var disk = DiskFile.Open(image, writable: false);
        var refused = Assert.Throws<DiskFormatException>(() => PartitionTable.Read(disk));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var image = directory.Combine("holiday.jpg");
        await File.WriteAllBytesAsync(image, Noise.Of(1, 5000), TestContext.Current.CancellationToken);

        using var disk = DiskFile.Open(image, writable: false);
        var refused = Assert.Throws<DiskFormatException>(() => PartitionTable.Read(disk));

        Assert.Contains("no disk image", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Mbr)]
    [InlineData(Gpt)]
    public async Task An_image_that_is_cut_off_is_refused(string table)
    {
        using var directory = new TemporaryDirectory();
        var image = await PartitionAsync(directory, table);
        await using (var file = File.OpenWrite(image))
        {
            file.SetLength(20 << 20);
        }

        using var disk = DiskFile.Open(image, writable: false);
        Assert.Throws<DiskFormatException>(() => PartitionTable.Read(disk));
    }

    [Theory]
    [InlineData(Mbr, 8192)]
    [InlineData(Gpt, 2048)]
    public async Task A_file_written_into_a_partition_changes_nothing_outside_of_it(string table, int startSector)
    {
        Tool.Need("mkfs.fat", "dosfstools");
        Tool.Need("mcopy", "mtools");
        using var directory = new TemporaryDirectory();
        var image = await PartitionAsync(directory, table);
        await Tool.RunAsync("mkfs.fat", "-F", "16", "--offset", $"{startSector}", image, "32768");
        var before = await File.ReadAllBytesAsync(image, TestContext.Current.CancellationToken);
        var content = Noise.Of(3, 1_000_000);

        using (var disk = DiskFile.Open(image, writable: true))
        {
            var volume = FatImage.Open(new DiskSlice(disk, PartitionTable.Read(disk)[0]));
            volume.Write("a file.bin", content, TestContext.Current.CancellationToken);
        }

        var after = await File.ReadAllBytesAsync(image, TestContext.Current.CancellationToken);
        var (start, end) = (startSector * 512, (startSector + 65536) * 512);
        Assert.Equal(before.AsSpan(0, start), after.AsSpan(0, start));
        Assert.Equal(before.AsSpan(end), after.AsSpan(end));
        var copy = directory.Combine("copy");
        await Tool.RunAsync("mcopy", "-i", $"{image}@@{start}", "::a file.bin", copy);
        Assert.Equal(content, await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken));
    }

    private static async Task<string> PartitionAsync(TemporaryDirectory directory, string table)
    {
        Tool.Need("sfdisk", "fdisk");
        var image = directory.Combine("disk.img");
        await using (var file = File.Create(image))
        {
            file.SetLength(64 << 20);
        }
        var (exitCode, text) = await Tool.TryRunAsync("sfdisk", ["-q", image], table, environment: null);
        Assert.True(exitCode == 0, text);
        return image;
    }

    private static void Patch(string image, int at)
    {
        using var file = File.Open(image, FileMode.Open);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 1));
    }
}

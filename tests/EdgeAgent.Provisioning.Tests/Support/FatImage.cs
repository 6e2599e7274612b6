using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Disks.Fat;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>A volume made by mkfs.fat in a file, and what third parties see in it.</summary>
internal sealed class FatImage : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private FatImage() => Path = _directory.Combine("volume");

    public static string[] Fat16 => ["-F", "16", "-s", "4"];

    public static string[] Fat32 => ["-F", "32", "-s", "1"];

    public string Path { get; }

    public static async Task<FatImage> MakeAsync(string[] format, long sizeBytes)
    {
        Tool.Need("mkfs.fat", "dosfstools");
        Tool.Need("mcopy", "mtools");
        var image = new FatImage();
        await using (var file = File.Create(image.Path))
        {
            file.SetLength(sizeBytes);
        }
        await Tool.RunAsync("mkfs.fat", [.. format, "-n", "BOOTFS", image.Path]);
        return image;
    }

    public static async Task<FatImage> MakeAsync(string kind) => kind switch
    {
        "FAT16" => await MakeAsync(Fat16, 16 << 20),
        "FAT32" => await MakeAsync(Fat32, 40 << 20),
        "FAT32 in sectors of 4096" => await MakeAsync(["-F", "32", "-S", "4096", "-s", "1"], 300 << 20),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Opens the volume, lets the test do its work, and closes it.</summary>
    public void Use(Action<FatVolume> action)
    {
        using var disk = DiskFile.Open(Path, writable: true);
        action(Open(disk));
    }

    public static FatVolume Open(IDisk disk) =>
        FatVolume.Open(disk, new FakeTimeProvider(new DateTimeOffset(2026, 7, 8, 9, 10, 12, TimeSpan.Zero)));

    public void Patch(Action<byte[]> change)
    {
        var content = File.ReadAllBytes(Path);
        change(content);
        File.WriteAllBytes(Path, content);
    }

    /// <summary>fsck.fat finds nothing at all.</summary>
    public async Task AssertSoundAsync()
    {
        var (exitCode, text) = await Tool.TryRunAsync("fsck.fat", "-n", "-v", Path);
        Assert.True(exitCode == 0, text);
        Assert.DoesNotContain("wrong", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("differ", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Reclaim", text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The bytes of a file as mtools reads them.</summary>
    public async Task<byte[]> ReadByMtoolsAsync(string path)
    {
        var target = _directory.Combine("read");
        await Tool.RunAsync("mcopy", "-o", "-i", Path, "::" + path, target);
        return await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken);
    }

    public async Task WriteByMtoolsAsync(string path, byte[] content)
    {
        var source = _directory.Combine("source");
        await File.WriteAllBytesAsync(source, content, TestContext.Current.CancellationToken);
        await Tool.RunAsync("mcopy", "-o", "-i", Path, source, "::" + path);
    }

    public void Dispose() => _directory.Dispose();
}

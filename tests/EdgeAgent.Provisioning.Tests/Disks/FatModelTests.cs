using CsCheck;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Disks;

/// <summary>Any sequence of changes leaves what a dictionary would hold, and a sound volume.</summary>
public sealed class FatModelTests
{
    private static readonly string[] s_names =
    [
        "a.txt", "A long name 1.txt", "A long name 2.txt", "CMDLINE.TXT", "user-data", "meta-data", "x", "config.toml",
        "longname~1.txt", "ÄÖÜ.txt",
    ];

    private static readonly Gen<(int Name, int SizeBytes, bool Delete)[]> s_changes =
        Gen.Select(Gen.Int[0, s_names.Length - 1], Gen.Int[0, 40_000], Gen.Bool).Array[0, 60];

    [Theory]
    [InlineData("FAT16")]
    [InlineData("FAT32")]
    public async Task Every_history_of_changes_ends_as_expected(string kind)
    {
        using var image = await FatImage.MakeAsync(kind);
        var empty = await File.ReadAllBytesAsync(image.Path, TestContext.Current.CancellationToken);
        byte[] last = empty;

        s_changes.Sample(
            changes =>
            {
                var disk = new MemoryDisk([.. empty]);
                var expected = Apply(disk, changes);
                var volume = FatImage.Open(disk); // checks the whole tree again
                Assert.Equal(expected.Keys.Order(), volume.List("").Select(static item => item.Name).Order());
                Assert.All(expected, file => Assert.Equal(file.Value, volume.ReadAll(file.Key, int.MaxValue)));
                last = disk.Content;
            },
            seed: "0N0XIzNsQ0O2", iter: 30, threads: 1);

        await File.WriteAllBytesAsync(image.Path, last, TestContext.Current.CancellationToken);
        await image.AssertSoundAsync();
    }

    private static Dictionary<string, byte[]> Apply(IDisk disk, (int Name, int SizeBytes, bool Delete)[] changes)
    {
        var volume = FatImage.Open(disk);
        var expected = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, sizeBytes, isDelete) in changes)
        {
            if (isDelete)
            {
                volume.Delete(s_names[name]);
                expected.Remove(s_names[name]);
                continue;
            }
            var content = Noise.Of(sizeBytes, sizeBytes);
            volume.Write(s_names[name], content, TestContext.Current.CancellationToken);
            expected[s_names[name]] = content;
        }
        return expected;
    }
}

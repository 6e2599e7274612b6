using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Disks;

namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>An image laid out like those of Raspberry Pi OS: MBR, a FAT32 boot partition, and a second partition.</summary>
internal sealed class StockImage : IDisposable
{
    private const int StartSector = 8192;
    private const int BootSectors = 81_920; // 40 MiB, the least that is FAT32

    private readonly TemporaryDirectory _directory = new();

    private StockImage() => Path = _directory.Combine("stock.img");

    public string Path { get; }

    public TemporaryDirectory Directory => _directory;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="layout">Which system it looks like.</param>
    public static async Task<StockImage> MakeAsync(string layout)
    {
        Tool.Need("mkfs.fat", "dosfstools");
        Tool.Need("mcopy", "mtools");
        Tool.Need("sfdisk", "fdisk");
        var image = new StockImage();
        await using (var file = File.Create(image.Path))
        {
            file.SetLength(64 << 20);
        }
        var table = $"label: dos\nstart={StartSector}, size={BootSectors}, type=c\nstart={StartSector + BootSectors}, size=20480, type=83\n";
        var (exitCode, text) = await Tool.TryRunAsync("sfdisk", ["-q", image.Path], table, environment: null);
        Assert.True(exitCode == 0, text);
        await Tool.RunAsync("mkfs.fat", "-F", "32", "-s", "1", "-n", "bootfs", "--offset", $"{StartSector}", image.Path, $"{BootSectors / 2}");
        foreach (var (name, content) in FilesOf(layout))
        {
            var source = image._directory.Combine(name);
            await File.WriteAllTextAsync(source, content, Cancellation);
            await Tool.RunAsync("mcopy", "-i", image.Volume, source, "::" + name);
        }
        return image;
    }

    /// <summary>The boot partition for mtools.</summary>
    public string Volume => $"{Path}@@{StartSector * 512}";

    public static string VolumeOf(string path) => $"{path}@@{StartSector * 512}";

    /// <summary>A file of an image's boot partition as mtools reads it.</summary>
    public static async Task<string> ReadAsync(string path, string name) => await Tool.RunAsync("mtype", "-i", VolumeOf(path), "::" + name);

    /// <summary>A payload that stands in for the agent where nothing of it is run.</summary>
    public async Task<DevicePayload> PayloadAsync(string version = "0.1.0")
    {
        var folder = _directory.Combine("payload");
        System.IO.Directory.CreateDirectory(System.IO.Path.Combine(folder, "llama"));
        byte[] elf = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 183, 0];
        await File.WriteAllBytesAsync(System.IO.Path.Combine(folder, "edgeagent"), [.. elf, .. Noise.Of(1, 200_000)], Cancellation);
        await File.WriteAllBytesAsync(System.IO.Path.Combine(folder, "llama", "libllama.v0.5.0.so"), Noise.Of(2, 300_000), Cancellation);
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "VERSION"), version + "\n", Cancellation);
        return DevicePayload.Open(folder);
    }

    /// <summary>Flashes this image into a new file.</summary>
    public async Task<(string Path, CustomisationFormat Format)> FlashAsync(DeviceSettings settings)
    {
        var target = _directory.Combine("card.img");
        await using (var file = File.Create(target))
        {
            file.SetLength(new FileInfo(Path).Length);
        }
        var content = new CardContent(await PayloadAsync(), settings, "{\"v\":1}"u8.ToArray(), "edgeagent-1");
        await using var source = File.OpenRead(Path);
        using var disk = DiskFile.Open(target, writable: true);
        var silent = new Progress<long>();
        var format = await new Flasher(disk, isNewFile: true, TimeProvider.System)
            .FlashAsync(source, content, (silent, silent), Cancellation);
        return (target, format);
    }

    public void Dispose() => _directory.Dispose();

    private static Dictionary<string, string> FilesOf(string layout)
    {
        const string Root = "console=serial0,115200 console=tty1 root=PARTUUID=12345678-02 rootfstype=ext4 fsck.repair=yes rootwait";
        const string FirstBoot = "quiet init=/usr/lib/raspberrypi-sys-mods/firstboot";
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["config.txt"] = "# config\narm_64bit=1\n[cm5]\ndtoverlay=dwc2\n" };
        switch (layout)
        {
            case "cloud-init":
                files["cmdline.txt"] = $"{Root} resize\n";
                files["user-data"] = "#cloud-config\n# empty\n";
                files["network-config"] = "# empty\n";
                files["meta-data"] = "instance_id: rpios-image\n";
                break;
            case "firstrun":
                files["cmdline.txt"] = $"{Root} {FirstBoot}\n";
                files["issue.txt"] = "Raspberry Pi reference 2025-05-13\n";
                break;
            case "rpi-preseed":
                files["cmdline.txt"] = $"{Root} {FirstBoot}\n";
                files["rpi-preseed.toml"] = "config_version = \"1.1\"\n";
                break;
            case "both":
                files["user-data"] = "#cloud-config\n";
                files["meta-data"] = "instance_id: x\n";
                files["rpi-preseed.toml"] = "config_version = \"1.1\"\n";
                break;
            case "unknown":
                files["cmdline.txt"] = $"{Root}\n";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(layout));
        }
        return files;
    }
}

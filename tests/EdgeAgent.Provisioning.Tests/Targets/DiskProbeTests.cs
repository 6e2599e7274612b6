using EdgeAgent.Provisioning.Targets;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Targets;

/// <summary>What may be erased, told by a sysfs made of files.</summary>
public sealed class DiskProbeTests : IDisposable
{
    private readonly TemporaryDirectory _host = new();

    public DiskProbeTests()
    {
        Write("proc/self/mountinfo", "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 1 179:1 / /media/my\\040card rw - vfat /dev/mmcblk0p1 rw\n");
        Write("proc/swaps", "Filename Type Size Used Priority\n" + Device("sde1") + " partition 1 0 -2\n");
        AddDisk("sda", "0", "8:0", "Samsung SSD", 500);
        AddPartition("sda", "sda1", "8:1");
        AddDisk("sdb", "1", "8:16", "Ultra USB 3.0", 31);
        AddPartition("sdb", "sdb1", "8:17");
        AddDisk("sdc", "1", "8:32", "Card Reader", 0);
        AddDisk("sdd", "1", "8:48", "Locked", 8);
        Write("sys/block/sdd/ro", "1");
        AddDisk("sde", "1", "8:64", "Swap stick", 8);
        AddPartition("sde", "sde1", "8:65");
        AddDisk("sdf", "1", "8:80", "Raid stick", 8);
        Write("sys/block/sdf/holders/md0", "");
        AddDisk("mmcblk0", "0", "179:0", "SD32G", 32);
        Write("sys/block/mmcblk0/device/type", "SD");
        AddPartition("mmcblk0", "mmcblk0p1", "179:1");
        AddDisk("mmcblk1", "0", "179:32", "eMMC", 64);
        Write("sys/block/mmcblk1/device/type", "MMC");
        AddDisk("mmcblk2", "0", "179:64", "SC64G", 64);
        Write("sys/block/mmcblk2/device/type", "SD");
    }

    private DiskProbe Probe => new(new HostPaths(_host.Combine("sys"), _host.Combine("proc"), _host.Combine("dev")));

    [Theory]
    [InlineData("sda", "is not removable")]
    [InlineData("mmcblk1", "is not removable")]
    [InlineData("sdb1", "is a partition")]
    [InlineData("sdc", "put a card in")]
    [InlineData("sdd", "write-protected")]
    [InlineData("sde", "swapoff")]
    [InlineData("sdf", "a part of md0")]
    [InlineData("mmcblk0", "mounted at /media/my card")]
    [InlineData("sdx", "no disk of this machine")]
    public void What_is_not_a_free_removable_disk_is_refused_with_the_reason(string name, string because)
    {
        var refused = Assert.IsType<TargetOutcome.Refused>(Probe.Inspect(Device(name)));

        Assert.Contains(because, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_can_name_model_and_size()
    {
        var usable = Assert.IsType<TargetOutcome.Usable>(Probe.Inspect(Device("sdb")));

        Assert.Equal($"'Maker Ultra USB 3.0', 31.0 GB, {Device("sdb")}", usable.Disk.ToString());
    }

    [Fact]
    public void Only_what_may_be_erased_is_offered() =>
        Assert.Equal([Device("mmcblk2"), Device("sdb")], Probe.List().Select(static disk => disk.Path));

    [Fact]
    public void A_link_by_id_leads_to_the_same_judgement()
    {
        Directory.CreateDirectory(_host.Combine("dev", "disk"));
        File.CreateSymbolicLink(_host.Combine("dev", "disk", "usb-Maker"), Device("sda"));

        Assert.IsType<TargetOutcome.Refused>(Probe.Inspect(_host.Combine("dev", "disk", "usb-Maker")));
    }

    public void Dispose() => _host.Dispose();

    private string Device(string name) => _host.Combine("dev", name);

    private void AddDisk(string name, string removable, string number, string model, long gigabytes)
    {
        Write($"dev/{name}", "");
        Write($"sys/block/{name}/removable", removable + "\n");
        Write($"sys/block/{name}/size", $"{gigabytes * 1_000_000_000 / 512}\n");
        Write($"sys/block/{name}/dev", number + "\n");
        Write($"sys/block/{name}/device/vendor", "Maker   \n");
        Write($"sys/block/{name}/device/model", model + "\n");
        Write($"sys/class/block/{name}/dev", number);
    }

    private void AddPartition(string disk, string name, string number)
    {
        Write($"dev/{name}", "");
        Write($"sys/block/{disk}/{name}/partition", "1\n");
        Write($"sys/block/{disk}/{name}/dev", number + "\n");
        Write($"sys/class/block/{name}/dev", number);
    }

    private void Write(string file, string text)
    {
        var path = _host.Combine(file.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

using System.Text.Json;
using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Disks.Fat;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Cards;

/// <summary>Images laid out like each generation, read afterwards by mtools, Python's parsers and a shell.</summary>
public sealed class FlashTests
{
    private const string HardSsid = "Café \"Zum 'Bären'\" \\ $(reboot) 🦀: #1";
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvcnRlc3Rpbmdvbmx5Zm9ydGVzdGluZ29ubHkh anna@laptop";

    private static readonly DeviceSettings s_settings = new()
    {
        HostName = "attic-1",
        User = "anna",
        SshKey = Key,
        Wifi = new WifiSettings(HardSsid, "it's a \"secret\" $HOME", IsHidden: true, "DE"),
        Locale = "de_DE.UTF-8",
        TimeZone = "Europe/Berlin",
        HasI2c = true,
        HasOneWire = true,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cloud_init_image_gets_files_that_a_yaml_parser_reads_as_meant()
    {
        using var image = await StockImage.MakeAsync("cloud-init");

        var (card, format) = await image.FlashAsync(s_settings);

        Assert.Equal(CustomisationFormat.CloudInit, format);
        var user = await YamlAsync(await StockImage.ReadAsync(card, "user-data"));
        Assert.Equal("attic-1", user.GetProperty("hostname").GetString());
        Assert.Equal("anna", user.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal(Key, user.GetProperty("user").GetProperty("ssh_authorized_keys")[0].GetString());
        Assert.Equal("Europe/Berlin", user.GetProperty("timezone").GetString());
        Assert.Equal(BootScript.Run, user.GetProperty("bootcmd")[0][2].GetString());
        var network = await YamlAsync(await StockImage.ReadAsync(card, "network-config"));
        var wireless = network.GetProperty("network").GetProperty("wifis").GetProperty("wlan0");
        var point = wireless.GetProperty("access-points").GetProperty(HardSsid);
        Assert.True(point.GetProperty("hidden").GetBoolean());
        Assert.Equal(64, point.GetProperty("password").GetString()!.Length);
        Assert.Equal("DE", wireless.GetProperty("regulatory-domain").GetString());
        Assert.True(network.GetProperty("network").GetProperty("ethernets").GetProperty("eth0").GetProperty("dhcp4").GetBoolean());
        Assert.Equal("instance-id: edgeagent-1\n", await StockImage.ReadAsync(card, "meta-data"));
        Assert.EndsWith(" resize ds=nocloud;i=edgeagent-1\n", await StockImage.ReadAsync(card, "cmdline.txt"), StringComparison.Ordinal);
        await AssertCommonAsync(card);
    }

    [Fact]
    public async Task A_firstrun_image_gets_a_script_that_passes_every_word_unharmed()
    {
        using var image = await StockImage.MakeAsync("firstrun");

        var (card, format) = await image.FlashAsync(s_settings);

        Assert.Equal(CustomisationFormat.FirstRun, format);
        Assert.EndsWith(
            "firstboot systemd.run=/boot/firstrun.sh systemd.run_success_action=reboot systemd.unit=kernel-command-line.target\n",
            await StockImage.ReadAsync(card, "cmdline.txt"),
            StringComparison.Ordinal);
        var script = await StockImage.ReadAsync(card, "firstrun.sh");
        Assert.Contains("\nrm -f /boot/firstrun.sh\n", script, StringComparison.Ordinal);
        // The helper of the image, replaced by one that shows what it is given; nothing of this machine is touched.
        var shown = image.Directory.Combine("helper");
        await File.WriteAllTextAsync(shown, "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done; echo\n", Cancellation);
        File.SetUnixFileMode(shown, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        script = script.Replace("/usr/lib/raspberrypi-sys-mods/imager_custom", shown, StringComparison.Ordinal)
            .Replace("/usr/lib/userconf-pi/userconf", shown, StringComparison.Ordinal)
            .Replace("raspi-config", shown, StringComparison.Ordinal)
            .Replace("/etc/sudoers.d/", image.Directory.Path + "/", StringComparison.Ordinal)
            .Replace("/boot", image.Directory.Combine("boot"), StringComparison.Ordinal);
        var (exitCode, output) = await Tool.TryRunAsync("dash", ["-c", script], null, null);

        Assert.Equal(0, exitCode);
        Assert.Contains("<set_hostname><attic-1>", output, StringComparison.Ordinal);
        Assert.Contains($"<enable_ssh><-k><{Key}>", output, StringComparison.Ordinal);
        Assert.Contains($"<set_wlan><-h><-p><{HardSsid}><{WifiKey.Of(s_settings.Wifi!)}><DE>", output, StringComparison.Ordinal);
        Assert.Contains("<set_timezone><Europe/Berlin>", output, StringComparison.Ordinal);
        await AssertCommonAsync(card);
    }

    [Fact]
    public async Task An_rpi_preseed_image_gets_a_file_that_a_toml_parser_reads_as_meant()
    {
        using var image = await StockImage.MakeAsync("rpi-preseed");

        var (card, format) = await image.FlashAsync(s_settings);

        Assert.Equal(CustomisationFormat.RpiPreseed, format);
        var toml = await PythonAsync(
            "import sys,tomllib,json; print(json.dumps(tomllib.loads(sys.stdin.read())))",
            await StockImage.ReadAsync(card, "rpi-preseed.toml"));
        Assert.Equal("1.1", toml.GetProperty("config_version").GetString());
        Assert.Equal(HardSsid, toml.GetProperty("wlan").GetProperty("ssid").GetString());
        Assert.Equal(BootScript.Run, toml.GetProperty("runcmd").GetProperty("early")[0].GetString());
        await AssertCommonAsync(card);
    }

    [Theory]
    [InlineData("unknown", "cannot be customised")]
    [InlineData("both", "which one counts")]
    public async Task What_is_not_clear_is_refused_and_the_card_stays_without_a_partition_table(string layout, string because)
    {
        using var image = await StockImage.MakeAsync(layout);

        var refused = await Assert.ThrowsAsync<CustomisationException>(() => image.FlashAsync(s_settings));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        using var disk = DiskFile.Open(image.Directory.Combine("card.img"), writable: false);
        Assert.Throws<DiskFormatException>(() => PartitionTable.Read(disk));
    }

    [Fact]
    public async Task A_payload_that_does_not_fit_is_refused_before_it_is_written()
    {
        using var image = await StockImage.MakeAsync("cloud-init");
        var payload = await image.PayloadAsync();
        await File.WriteAllBytesAsync(Path.Combine(payload.Folder, "llama", "big.so"), new byte[45 << 20], Cancellation);

        var refused = await Assert.ThrowsAsync<DiskSpaceException>(() => image.FlashAsync(s_settings));

        Assert.Contains("MB free", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_forgets_is_found_out()
    {
        using var image = await StockImage.MakeAsync("cloud-init");
        await using var source = File.OpenRead(image.Path);
        var content = new CardContent(await image.PayloadAsync(), new DeviceSettings(), [1], "edgeagent-1");
        var silent = new Progress<long>();

        var failed = await Assert.ThrowsAsync<IOException>(() => new Flasher(new ForgetfulDisk(64 << 20), false, TimeProvider.System)
            .FlashAsync(source, content, (silent, silent), Cancellation));

        Assert.Contains("worn out or not genuine", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_and_visible_networks_are_written_too()
    {
        using var image = await StockImage.MakeAsync("cloud-init");

        var (card, _) = await image.FlashAsync(new DeviceSettings { Wifi = new WifiSettings("guests", null, false, "FR") });

        var network = await YamlAsync(await StockImage.ReadAsync(card, "network-config"));
        var points = network.GetProperty("network").GetProperty("wifis").GetProperty("wlan0").GetProperty("access-points");
        Assert.Equal("{}", points.GetProperty("guests").GetRawText());
    }

    private static async Task AssertCommonAsync(string card)
    {
        var config = await StockImage.ReadAsync(card, "config.txt");
        Assert.EndsWith("[all]\n# EdgeAgent\ndtparam=i2c_arm=on\ndtoverlay=w1-gpio\n", config, StringComparison.Ordinal);
        using var directory = new TemporaryDirectory();
        await Tool.RunAsync("mcopy", "-s", "-i", StockImage.VolumeOf(card), "::edgeagent", directory.Path);
        var (exitCode, sums) = await Tool.TryRunAsync(
            "sh", ["-c", $"cd '{directory.Path}/edgeagent' && sha256sum -c SHA256SUMS"], null, null);
        Assert.True(exitCode == 0, sums);
        Assert.Contains("payload/llama/libllama.v0.5.0.so: OK", sums, StringComparison.Ordinal);
        Assert.Contains("system/edgeagent-guard: OK", sums, StringComparison.Ordinal);
        Assert.Equal("{\"v\":1}", await File.ReadAllTextAsync(directory.Combine("edgeagent", "enrol.json"), Cancellation));
        using var disk = DiskFile.Open(card, writable: false);
        _ = FatVolume.Open(new DiskSlice(disk, PartitionTable.Read(disk)[0]), TimeProvider.System);
        var boot = directory.Combine("boot");
        await Tool.RunAsync("dd", $"if={card}", $"of={boot}", "bs=512", "skip=8192", "count=81920", "status=none");
        var (fsck, text) = await Tool.TryRunAsync("fsck.fat", "-n", boot);
        Assert.True(fsck == 0, text);
    }

    private static Task<JsonElement> YamlAsync(string text) =>
        PythonAsync("import sys,yaml,json; print(json.dumps(yaml.safe_load(sys.stdin.read())))", text);

    private static async Task<JsonElement> PythonAsync(string program, string input)
    {
        Tool.Need("python3", "python3 python3-yaml");
        var (exitCode, text) = await Tool.TryRunAsync("python3", ["-c", program], input, null);
        Assert.SkipWhen(text.Contains("ModuleNotFoundError", StringComparison.Ordinal), "no YAML parser: apt-get install -y python3-yaml");
        Assert.True(exitCode == 0, text);
        return JsonDocument.Parse(text).RootElement;
    }
}

using System.Diagnostics;
using System.Net.Http.Json;
using EdgeAgent.EndToEnd.Chaos;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>A hub that burns down comes back, and its devices with it.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hub_restored_elsewhere_gets_devices_certificates_and_claims_back_that_are_newer_than_its_backup()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        await home.Hub.WaitForDevicesAsync(1, Cancellation);
        await AskAsync(home, 2);
        var backup = home.Combine("home.backup");
        await home.CommandAsync(Cancellation, "backup", backup);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));

        // After the backup: claims, and a certificate that the backup does not know.
        await AskAsync(home, 3);
        var before = await ClaimsAsync(home);
        await File.WriteAllBytesAsync(
            Path.Combine(home.Device, "settings.json"), "{}"u8.ToArray(), Cancellation);
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));
        await home.StopHubAsync(Cancellation);
        FakeClock.Require();
        await home.StartHubAsync(Cancellation, FakeClock.Days(46));
        agent = home.StartAgent(FakeClock.Days(46));
        await home.WaitSaidAsync(agent, "The certificate is renewed", Cancellation);
        await agent.KillAsync(Cancellation);
        await home.KillHubAsync(Cancellation);
        Directory.Delete(home.HubDirectory, recursive: true);

        var restored = home.Combine("elsewhere");
        await using (var restore = new ChildProcess(
            "edgehub", Programs.Hub, ["restore", backup, $"--Hub:DataDirectory={restored}"], FakeClock.Days(46)))
        {
            Assert.True(await restore.WaitAsync(Cancellation) == 0, restore.Output);
        }
        await home.StartHubAsync(Cancellation, FakeClock.Days(46), restored);
        agent = home.StartAgent(FakeClock.Days(46));
        await home.WaitOnlineAsync(agent, Cancellation);
        await Eventually.TrueAsync(
            $"the claims are back\n{agent}\n{home.Hub.Process}",
            async () => (await ClaimsAsync(home)).SetEquals(before),
            Cancellation,
            TimeSpan.FromMinutes(2));
        Assert.Equal(5, DeviceChain.Read(home.Device).Digests.Count);
        var device = Assert.Single(await home.Hub.ListDevicesAsync(Cancellation));
        Assert.False(device.TryGetProperty("benched", out var benched) && benched.GetString() is not null);
        await home.Hub.WaitForDevicesAsync(1, Cancellation);
        await AskAsync(home, 1);
    }

    [Fact]
    public async Task A_backup_with_a_passphrase_opens_with_it_and_with_age_and_not_when_a_bit_is_changed()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        var passphrase = home.Combine("passphrase");
        await File.WriteAllTextAsync(passphrase, "correct horse battery staple\n", Cancellation);
        var backup = home.Combine("home.age");
        await home.CommandAsync(Cancellation, "backup", backup, "--passphrase-file", passphrase);
        Assert.StartsWith("age-encryption.org/v1\n-> scrypt ", await File.ReadAllTextAsync(backup, Cancellation), StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(backup, Cancellation);
        bytes[bytes.Length / 2] ^= 1;
        var damaged = home.Combine("damaged.age");
        await File.WriteAllBytesAsync(damaged, bytes, Cancellation);
        await RefuseAsync(home, damaged, passphrase, "damaged");
        var cut = home.Combine("cut.age");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(backup, Cancellation))[..^40], Cancellation);
        await RefuseAsync(home, cut, passphrase, "damaged");
        var wrong = home.Combine("wrong");
        await File.WriteAllTextAsync(wrong, "correct horse battery stable\n", Cancellation);
        await RefuseAsync(home, backup, wrong, "passphrase is not the one");
        await RefuseAsync(home, passphrase, passphrase, "not");

        var restored = home.Combine("restored");
        await using (var restore = new ChildProcess(
            "edgehub", Programs.Hub,
            ["restore", backup, "--passphrase-file", passphrase, $"--Hub:DataDirectory={restored}"]))
        {
            Assert.True(await restore.WaitAsync(Cancellation) == 0, restore.Output);
        }
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(home.HubDirectory, "hub.key"), Cancellation),
            await File.ReadAllBytesAsync(Path.Combine(restored, "hub.key"), Cancellation));

        Assert.SkipUnless(File.Exists("/usr/bin/age") && File.Exists("/usr/bin/script"), "not asked: apt-get install age");
        await AgeOpensAsync(backup, home);
    }

    /// <summary>age reads a passphrase only from a terminal; <c>script</c> gives it one.</summary>
    private static async Task AgeOpensAsync(string backup, LifecycleHome home)
    {
        var tar = home.Combine("home.tar");
        using var age = Process.Start(new ProcessStartInfo("script", ["-qec", $"age -d -o {tar} {backup}", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        // age drops what was typed before it asks.
        var said = new char[64];
        var count = 0;
        while (!new string(said, 0, count).Contains("passphrase", StringComparison.Ordinal) && count < said.Length)
        {
            count += await age.StandardOutput.ReadAsync(said.AsMemory(count), Cancellation);
        }
        await age.StandardInput.WriteAsync("correct horse battery staple\n");
        await age.StandardInput.FlushAsync(Cancellation);
        await age.WaitForExitAsync(Cancellation);
        Assert.Equal(0, age.ExitCode);
        using var list = Process.Start(new ProcessStartInfo("tar", ["-tf", tar]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var names = (await list.StandardOutput.ReadToEndAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("edgehub-backup.json", names[0]);
        Assert.Contains("hub.key", names);
        Assert.Contains("hub.db", names);
        Assert.Contains("authority/authority.key", names);
    }

    private static async Task RefuseAsync(LifecycleHome home, string backup, string passphrase, string why)
    {
        var target = home.Combine("never");
        await using var restore = new ChildProcess(
            "edgehub", Programs.Hub,
            ["restore", backup, "--passphrase-file", passphrase, $"--Hub:DataDirectory={target}"]);
        Assert.Equal(1, await restore.WaitAsync(Cancellation));
        Assert.Contains(why, restore.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }

    private static async Task AskAsync(LifecycleHome home, int times)
    {
        var model = (await home.Hub.GetJsonAsync("v1/models", Cancellation))
            .GetProperty("data")[0].GetProperty("id").GetString();
        var known = (await ClaimsAsync(home)).Count;
        for (var i = 0; i < times; i++)
        {
            using var answer = await home.Hub.Http.PostAsJsonAsync(
                "v1/completions", new { model, prompt = "Hello", max_tokens = 4 }, Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }
        await Eventually.TrueAsync(
            "the claims are stored",
            async () => (await ClaimsAsync(home)).Count == known + times,
            Cancellation,
            TimeSpan.FromMinutes(2));
    }

    private static async Task<HashSet<string>> ClaimsAsync(LifecycleHome home) =>
        [.. (await home.Hub.GetJsonAsync("api/hub/claims", Cancellation))
            .GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("hash").GetString()!)];
}

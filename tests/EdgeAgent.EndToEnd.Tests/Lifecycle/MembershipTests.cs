using System.Diagnostics;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>Who is out stays out; who comes twice is noticed.</summary>
public sealed class MembershipTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Revocation_cuts_MQTT_and_HTTPS_at_once_and_holds_over_a_restart()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        await home.Hub.WaitForDevicesAsync(1, Cancellation);
        var id = (await home.Hub.ListDevicesAsync(Cancellation)).Single().GetProperty("id").GetString()!;

        // A download that stands still in the middle, on the device's own certificate.
        using var client = DeviceClient.Create(home.Device, home.Hub);
        var models = await client.GetStringAsync("models", Cancellation);
        using var list = System.Text.Json.JsonDocument.Parse(models);
        var digest = list.RootElement.GetProperty("models")[0].GetProperty("digest").GetString();
        using var download = await client.GetAsync(
            $"models/{digest}", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var body = await download.Content.ReadAsStreamAsync(Cancellation);
        Assert.True(await body.ReadAsync(new byte[1], Cancellation) > 0);

        await home.CommandAsync(Cancellation, "revoke", id);
        var start = Stopwatch.GetTimestamp();
        await home.WaitSaidAsync(agent, "Connection lost", Cancellation);
        var mqtt = Stopwatch.GetElapsedTime(start);
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.CopyToAsync(Stream.Null, Cancellation));
        var https = Stopwatch.GetElapsedTime(start);
        output.WriteLine($"After the command: MQTT cut in {mqtt.TotalMilliseconds:0} ms, HTTPS in {https.TotalMilliseconds:0} ms");
        Assert.True(mqtt < TimeSpan.FromSeconds(15), $"MQTT was cut after {mqtt}"); // a second, on a machine with nothing else to do

        await home.StopHubAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        await home.WaitSaidAsync(agent, "Renewal at", Cancellation, times: 2);
        using var again = DeviceClient.Create(home.Device, home.Hub);
        await Assert.ThrowsAsync<HttpRequestException>(() => again.GetStringAsync("models", Cancellation));
        Assert.Empty(await home.Hub.ListDevicesAsync(Cancellation));
    }

    [Fact]
    public async Task A_device_that_is_restarted_again_and_again_is_never_taken_for_a_copy()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        for (var i = 0; i < 4; i++)
        {
            var agent = home.StartAgent();
            await home.WaitOnlineAsync(agent, Cancellation);
            await agent.KillAsync(Cancellation);
        }
        Assert.Contains("No device is held", await home.CommandAsync(Cancellation, "held"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_agents_from_one_card_are_both_held_until_the_owner_chooses_and_then_only_that_one_is_in()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        var card = home.CopyDevice("copy");
        await home.StartHubAsync(Cancellation);
        var device = home.StartAgent();
        await home.WaitOnlineAsync(device, Cancellation);
        var copy = home.StartAgent(directory: card);
        await home.WaitSaidAsync(home.Hub.Process, "exists twice: two agents are alive", Cancellation);
        await home.WaitOfflineAsync(Cancellation);
        await home.WaitSaidAsync(device, "the owner has to choose", Cancellation);
        await home.WaitSaidAsync(copy, "the owner has to choose", Cancellation);

        // A restart of the hub does not let them in.
        await home.StopHubAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        await home.WaitSaidAsync(device, "the owner has to choose", Cancellation, times: 2);
        Assert.Equal(0, await home.Hub.CountOnlineDevicesAsync(Cancellation));

        // The device is the copy that was there first.
        var held = await home.Hub.GetJsonAsync("api/hub/devices/held", Cancellation);
        var only = Assert.Single(held.GetProperty("devices").EnumerateArray());
        var copies = only.GetProperty("copies").EnumerateArray().Select(c => c.GetProperty("copy").GetString()!).ToList();
        Assert.Equal(2, copies.Count);
        using var chosen = await home.Hub.Http.PutAsync(
            $"api/hub/devices/{only.GetProperty("id").GetString()}/keep/{copies[0]}", null, Cancellation);
        Assert.True(chosen.IsSuccessStatusCode, $"{chosen.StatusCode}");
        await Eventually.TrueAsync(
            $"one of them is in\n{device}\n{copy}\n{home.Hub.Process}",
            async () => await home.Hub.CountOnlineDevicesAsync(Cancellation) == 1,
            Cancellation,
            TimeSpan.FromMinutes(3));
        await home.WaitSaidAsync(home.Hub.Process, "has a key of its own again", Cancellation);
        var renewed = new[] { device, copy }.Where(a => a.Output.Contains("The certificate is renewed", StringComparison.Ordinal));
        Assert.Single(renewed);
        await home.WaitSaidAsync(home.Hub.Process, "an old copy of its card is in use", Cancellation);
    }
}

using System.Globalization;
using System.Net.Http.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Lifecycle;

/// <summary>Certificates come to an end, devices do not notice.</summary>
public sealed class RenewalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_half_life_the_device_gets_a_new_key_and_an_old_copy_of_its_card_is_out()
    {
        FakeClock.Require();
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        var old = home.CopyDevice("old");
        await home.StartHubAsync(Cancellation, FakeClock.Days(46));
        var agent = home.StartAgent(FakeClock.Days(46));
        await home.WaitSaidAsync(agent, "The certificate is renewed", Cancellation);
        await home.WaitOnlineAsync(agent, Cancellation);
        Assert.NotEqual(
            await File.ReadAllTextAsync(Path.Combine(old, "tls.key"), Cancellation),
            await File.ReadAllTextAsync(Path.Combine(home.Device, "tls.key"), Cancellation));
        Assert.False(File.Exists(Path.Combine(home.Device, "home-next.json")));
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));

        var copy = home.StartAgent(FakeClock.Days(46), old);
        await home.WaitSaidAsync(home.Hub.Process, "an old copy of its card is in use", Cancellation);
        Assert.Equal(0, await home.Hub.CountOnlineDevicesAsync(Cancellation));
        Assert.Equal(0, await copy.TerminateAsync(Cancellation));

        agent = home.StartAgent(FakeClock.Days(46));
        await home.WaitOnlineAsync(agent, Cancellation);
    }

    [Fact]
    public async Task The_only_device_of_a_home_answers_every_request_while_it_renews()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        await home.Hub.WaitForDevicesAsync(1, Cancellation);
        var model = (await home.Hub.GetJsonAsync("v1/models", Cancellation))
            .GetProperty("data")[0].GetProperty("id").GetString();
        var rotation = home.CommandAsync(Cancellation, "authority", "rotate"); // makes it renew now

        // Asked all the time, before, during and after the change of key and line.
        var after = 0;
        for (var answers = 0; after < 10; answers++)
        {
            using var answer = await home.Hub.Http.PostAsJsonAsync(
                "v1/completions", new { model, prompt = "Hello", max_tokens = 4 }, Cancellation);
            Assert.True(
                answer.IsSuccessStatusCode,
                $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}\n{agent}\n{home.Hub.Process}");
            after += agent.Output.Contains("Connection lost: the certificate is new", StringComparison.Ordinal) ? 1 : 0;
            Assert.True(answers < 5000, $"It does not renew.\n{agent}\n{home.Hub.Process}");
        }
        await rotation;
    }

    [Fact]
    public async Task A_certificate_that_has_ended_gets_only_the_next_one_and_after_thirty_days_nothing()
    {
        FakeClock.Require();
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        var late = home.CopyDevice("late");
        await home.StartHubAsync(Cancellation, FakeClock.Days(125));
        var agent = home.StartAgent(FakeClock.Days(125), late);
        await home.WaitSaidAsync(agent, "Renewal at", Cancellation, times: 2);
        Assert.Equal(0, await home.Hub.CountOnlineDevicesAsync(Cancellation));
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));
        await home.KillHubAsync(Cancellation);

        await home.StartHubAsync(Cancellation, FakeClock.Days(110));
        using (var client = DeviceClient.Create(home.Device, home.Hub))
        {
            using var models = await client.GetAsync("models", Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, models.StatusCode); // nothing but renewal is behind this door
        }
        agent = home.StartAgent(FakeClock.Days(110));
        await home.WaitOnlineAsync(agent, Cancellation);
    }

    [Fact]
    public async Task Kill_9_on_either_side_in_the_middle_of_a_renewal_leaves_a_working_device()
    {
        await using var home = await LifecycleHome.CreateAsync(Cancellation);
        await home.StartHubAsync(Cancellation);
        var agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
        var random = new Random(20261124);
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("EDGEAGENT_RENEWAL_KILLS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 4;
        for (var round = 0; round < rounds; round++)
        {
            // A new authority makes the device renew at once.
            var before = agent.Output.Split("Renewing").Length;
            var rotation = home.CommandAsync(Cancellation, "authority", "rotate");
            await home.WaitSaidAsync(agent, "Renewing", Cancellation, before);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), TimeProvider.System, Cancellation);
            if (round % 2 == 0)
            {
                await agent.KillAsync(Cancellation);
            }
            else
            {
                await home.KillHubAsync(Cancellation);
            }
            if (round % 2 == 0)
            {
                agent = home.StartAgent();
            }
            else
            {
                await home.StartHubAsync(Cancellation);
            }
            await rotation;
            await home.WaitOnlineAsync(agent, Cancellation);
            await Eventually.TrueAsync(
                $"the renewal is done\n{agent}\n{home.Hub.Process}",
                () => Task.FromResult(!File.Exists(Path.Combine(home.Device, "home-next.json"))
                    && !File.Exists(Path.Combine(home.Device, "tls-next.key"))),
                Cancellation,
                TimeSpan.FromMinutes(2));
        }
        Assert.Equal(0, await agent.TerminateAsync(Cancellation));
        agent = home.StartAgent();
        await home.WaitOnlineAsync(agent, Cancellation);
    }
}

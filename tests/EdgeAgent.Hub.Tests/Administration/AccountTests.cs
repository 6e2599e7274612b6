using System.Net;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Sessions;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>Set-up, login and sessions over HTTP.</summary>
public sealed class AccountTests
{
    private const string KeyJson = """{"name":"k","scopes":["read"]}""";

    [Fact]
    public async Task A_set_up_link_makes_one_administrator_once_and_signs_him_in()
    {
        await using var hub = await FeatureHub.StartAsync();
        var link = await Browser.LinkAsync(hub);
        var json = $$"""{"link":"{{link}}","password":"{{Browser.Password}}"}""";
        using var one = Browser.At(hub);
        using var two = Browser.At(hub);
        var answers = await Task.WhenAll(
            one.StatusAsync(HttpMethod.Post, "/api/hub/setup", json),
            two.StatusAsync(HttpMethod.Post, "/api/hub/setup", json));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], answers.Order());
        var winner = answers[0] == HttpStatusCode.OK ? one : two;
        Assert.Equal(HttpStatusCode.OK, await winner.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
        Assert.Equal(HttpStatusCode.Forbidden, await two.StatusAsync(HttpMethod.Post, "/api/hub/setup", json));
    }

    [Fact]
    public async Task A_new_link_makes_the_one_before_worthless()
    {
        await using var hub = await FeatureHub.StartAsync();
        var old = await Browser.LinkAsync(hub);
        await Browser.LinkAsync(hub);
        using var browser = Browser.At(hub);
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync(
            HttpMethod.Post, "/api/hub/setup", $$"""{"link":"{{old}}","password":"{{Browser.Password}}"}"""));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_weak_password_is_refused_and_the_link_stays_good(string weak)
    {
        await using var hub = await FeatureHub.StartAsync();
        var link = await Browser.LinkAsync(hub);
        using var browser = Browser.At(hub);
        Assert.Equal(HttpStatusCode.BadRequest, await browser.StatusAsync(
            HttpMethod.Post, "/api/hub/setup", $$"""{"link":"{{link}}","password":"{{weak}}"}"""));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(
            HttpMethod.Post, "/api/hub/setup", $$"""{"link":"{{link}}","password":"{{Browser.Password}}"}"""));
    }

    [Fact]
    public async Task A_wrong_password_and_a_hub_without_administrator_look_the_same()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var browser = Browser.At(hub);
        using var before = await browser.LoginAsync();
        using var admin = await Browser.SetUpAsync(hub);
        using var after = await browser.LoginAsync("not the password");
        Assert.Equal(HttpStatusCode.Forbidden, before.StatusCode);
        Assert.Equal(before.StatusCode, after.StatusCode);
        Assert.Equal(await before.Content.ReadAsStringAsync(Token), await after.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var admin = await Browser.SetUpAsync(hub);
        using var plain = Browser.At(hub);
        using (var response = await plain.LoginAsync())
        {
            var cookie = response.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
            Assert.StartsWith("edgehub=", cookie, StringComparison.Ordinal);
            Assert.Contains("httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        }
        using var secure = new Browser(hub, secure: true);
        using (var response = await secure.LoginAsync())
        {
            var cookie = response.Headers.GetValues("Set-Cookie").Single();
            Assert.StartsWith("__Host-edgehub=", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie.ToLowerInvariant(), StringComparison.Ordinal);
            Assert.Contains("path=/;", cookie.ToLowerInvariant(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_that_was_planted_before_the_login_is_worth_nothing_after_it()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var admin = await Browser.SetUpAsync(hub);
        var planted = $"edgehub={SessionToken.New().Text}";
        using var victim = Browser.At(hub);
        victim.Cookie = planted;
        using (var response = await victim.LoginAsync())
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.NotEqual(planted, victim.Cookie);
        using var attacker = Browser.At(hub);
        attacker.Cookie = planted;
        Assert.Equal(HttpStatusCode.Forbidden, await attacker.StatusAsync(HttpMethod.Get, "/api/hub/keys"));

        // Signing in again ends the session before it too.
        attacker.Cookie = victim.Cookie;
        using (var response = await victim.LoginAsync())
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(HttpStatusCode.Forbidden, await attacker.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
        Assert.Equal(HttpStatusCode.OK, await victim.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
    }

    [Fact]
    public async Task A_change_in_a_sessions_name_needs_the_token_of_that_session_and_the_own_origin()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var admin = await Browser.SetUpAsync(hub);
        var token = admin.Csrf;
        foreach (var wrong in new[] { null, "", "x", SessionToken.New().CsrfToken })
        {
            admin.Csrf = wrong;
            Assert.Equal(HttpStatusCode.Forbidden, await admin.StatusAsync(HttpMethod.Post, "/api/hub/keys", KeyJson));
            Assert.Equal(HttpStatusCode.Forbidden, await admin.StatusAsync(HttpMethod.Delete, "/api/hub/session"));
        }
        admin.Csrf = token;
        admin.Origin = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, await admin.StatusAsync(HttpMethod.Post, "/api/hub/keys", KeyJson));
        admin.Origin = $"http://127.0.0.1:{hub.Doors.HttpPort}";
        Assert.Equal(HttpStatusCode.Created, await admin.StatusAsync(HttpMethod.Post, "/api/hub/keys", KeyJson));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_hub_and_not_only_in_the_browser()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var admin = await Browser.SetUpAsync(hub);
        var cookie = admin.Cookie;
        Assert.Equal(HttpStatusCode.NoContent, await admin.StatusAsync(HttpMethod.Delete, "/api/hub/session"));
        admin.Cookie = cookie;
        Assert.Equal(HttpStatusCode.Forbidden, await admin.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_the_old_password()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var admin = await Browser.SetUpAsync(hub);
        using var other = Browser.At(hub);
        using (await other.LoginAsync())
        {
            Assert.Equal(HttpStatusCode.OK, await other.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
        }
        Assert.Equal(HttpStatusCode.Forbidden, await admin.StatusAsync(
            HttpMethod.Post, "/api/hub/password", """{"current":"not the password","new":"another long password"}"""));
        Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync(
            HttpMethod.Post, "/api/hub/password",
            $$"""{"current":"{{Browser.Password}}","new":"another long password"}"""));
        Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
        Assert.Equal(HttpStatusCode.Forbidden, await other.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
        using var old = await other.LoginAsync();
        Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
    }

    [Fact]
    public async Task Sessions_survive_a_restart_and_passwords_stand_in_no_log_and_no_file()
    {
        using var directory = new TempDirectory();
        string cookie;
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            using var admin = await Browser.SetUpAsync(hub);
            cookie = admin.Cookie!;
            Assert.DoesNotContain(hub.Log.Lines, line => line.Contains(Browser.Password, StringComparison.Ordinal)
                || line.Contains(cookie.Split('=')[1], StringComparison.Ordinal));
        }
        foreach (var file in Directory.GetFiles(directory.Root, "hub.db*"))
        {
            var bytes = await File.ReadAllBytesAsync(file, Token);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Browser.Password)));
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            using var admin = Browser.At(hub);
            admin.Cookie = cookie;
            Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync(HttpMethod.Get, "/api/hub/keys"));
            var acts = hub.Services.GetRequiredService<AuditLog>().List(10, null).Select(line => line.Act.Action);
            Assert.Contains("administrator.setup", acts);
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_a_restart_gives_no_new_tries()
    {
        using var directory = new TempDirectory();
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            using var browser = Browser.At(hub);
            // The addresses of one test are all loopback: its own delay holds there too.
            var answers = new List<HttpStatusCode>();
            while (!answers.Contains(HttpStatusCode.TooManyRequests))
            {
                using var response = await browser.LoginAsync("not the password");
                answers.Add(response.StatusCode);
                Assert.True(answers.Count < 20);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    Assert.True(response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
                }
            }
            Assert.True(answers.Count > 5);
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            var throttle = hub.Services.GetRequiredService<EdgeAgent.Hub.Administration.Accounts.LoginThrottle>();
            using var browser = Browser.At(hub);
            // The delay of a moment ago may be over; the count is not: each further try makes it longer.
            for (var i = 0; i < 3; i++)
            {
                while (await throttle.AdmitAsync(IPAddress.Loopback, Token) is { } wait)
                {
                    Assert.True(wait <= TimeSpan.FromSeconds(16));
                    if (wait > TimeSpan.FromSeconds(2))
                    {
                        return;
                    }
                }
            }
            Assert.Fail("Three tries in a row were let in without a delay that grows.");
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

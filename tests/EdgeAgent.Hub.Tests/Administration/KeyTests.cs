using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>API keys: made, used, revoked.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task A_key_is_shown_once_and_stored_only_as_a_hash()
    {
        using var directory = new TempDirectory();
        string text;
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            using var client = FeatureHub.Client(hub);
            client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
            using var body = new StringContent(
                """{"name":"phone","scopes":["infer"]}""", Encoding.UTF8, "application/json");
            using var made = await client.PostAsync("/api/hub/keys", body, Token);
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            text = (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("key").GetString()!;
            var list = await client.GetStringAsync("/api/hub/keys", Token);
            Assert.Contains("phone", list, StringComparison.Ordinal);
            Assert.DoesNotContain(text[^20..], list, StringComparison.Ordinal);
            Assert.DoesNotContain(text[^20..], await client.GetStringAsync("/api/hub/audit", Token), StringComparison.Ordinal);
            Assert.DoesNotContain(hub.Log.Lines, line => line.Contains(text[^20..], StringComparison.Ordinal));
        }
        foreach (var file in Directory.GetFiles(directory.Root, "hub.db*"))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(text[^20..])));
        }
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_nothing_else()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.SecureClient(hub);
        client.DefaultRequestHeaders.Host = "hub.example"; // not local, so that only the key counts
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Read);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/api/hub/devices"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/v1/models"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/api/hub/keys"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostChatAsync(client));

        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Infer);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/api/hub/devices"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostChatAsync(client)); // let in; the body is empty
    }

    [Fact]
    public async Task A_key_that_is_not_good_is_refused_even_on_loopback_and_any_other_word_is_not_looked_at()
    {
        await using var hub = await FeatureHub.StartAsync();
        var (key, text) = await TestKeys.AddAsync(hub, new KeyTerms("test", Scopes.Infer));
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = TestKeys.Header("none");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/v1/models"));
        var other = text[..^1] + (text[^1] == 'A' ? 'E' : 'A');
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(other);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/v1/models"));

        client.DefaultRequestHeaders.Authorization = TestKeys.Header(text);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/v1/models"));
        Assert.NotNull(key.LastUsedAt);
        await hub.Services.GetRequiredService<KeyStore>().RevokeAsync(key.Id, Actor.Console, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/v1/models"));
    }

    [Fact]
    public async Task Revoking_a_key_by_another_process_cuts_what_runs_in_its_name()
    {
        using var directory = new TempDirectory();
        var started = new TaskCompletionSource();
        await using var hub = await FeatureHub.StartAsync(directory.Root, map: app => app
            .MapGet("/endless", async (HttpContext context) =>
            {
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            })
            .Needs(Scopes.Infer));
        var (key, text) = await TestKeys.AddAsync(hub, new KeyTerms("test", Scopes.Infer));
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(text);
        using var running = await client.GetAsync("/endless", HttpCompletionOption.ResponseHeadersRead, Token);
        await started.Task.InTimeAsync();

        await using (var database = TestDatabase.Open(directory.Root, KeyRows.Schema, AuditLog.Schema))
        {
            using var keys = new KeyStore(database, new AuditLog(database, TimeProvider.System), TimeProvider.System);
            Assert.True(await keys.RevokeAsync(key.Id, Actor.Console, Token));
        }

        await Assert.ThrowsAnyAsync<Exception>(() => running.Content.ReadAsByteArrayAsync(Token).InTimeAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/v1/models"));
    }

    [Fact]
    public async Task A_key_in_the_path_opens_the_doors_for_work_but_not_administration()
    {
        await using var hub = await FeatureHub.StartAsync();
        var (_, text) = await TestKeys.AddAsync(hub, new KeyTerms("test", Scopes.Admin | Scopes.Infer));
        using var client = FeatureHub.SecureClient(hub);
        client.DefaultRequestHeaders.Host = "hub.example";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, $"/k/{text}/v1/models"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, $"/k/{text}/api/hub/keys"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/k/wrong/v1/models"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/k//v1/models"));
        // The web server's own lines of each request name the path; the program keeps them out of its log.
        Assert.DoesNotContain(hub.Log.Lines, line => line.Contains(text, StringComparison.Ordinal)
            && !line.Contains("Microsoft.AspNetCore.Hosting.Diagnostics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_and_what_they_have_spent_survive_a_restart()
    {
        using var directory = new TempDirectory();
        string text;
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            (var key, text) = await TestKeys.AddAsync(
                hub, new KeyTerms("test", Scopes.Infer, ["one"], SpendLimitMicros: 100));
            var budget = hub.Services.GetRequiredService<IKeyBudget>();
            var held = Assert.IsType<SpendOutcome.Held>(budget.Hold(key, 60));
            await budget.ChargeAsync(held.Hold, 40, Token);
            Assert.NotNull(hub.Services.GetRequiredService<KeyStore>().Verify(text));
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            var keys = hub.Services.GetRequiredService<KeyStore>();
            var known = Assert.Single(keys.List());
            Assert.NotNull(known.LastUsedAt);
            Assert.Equal(["one"], known.Terms.Models!);
            Assert.Same(known, keys.Verify(text));
            var budget = hub.Services.GetRequiredService<IKeyBudget>();
            Assert.Equal(60, Assert.IsType<SpendOutcome.Exhausted>(budget.Hold(known, 61)).LeftMicros);
        }
    }

    [Fact]
    public async Task Requests_at_the_same_time_cannot_together_pass_a_keys_limit()
    {
        await using var hub = await FeatureHub.StartAsync();
        var (key, _) = await TestKeys.AddAsync(hub, new KeyTerms("test", Scopes.Infer, SpendLimitMicros: 1000));
        var budget = hub.Services.GetRequiredService<IKeyBudget>();
        var charged = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () =>
            {
                if (budget.Hold(key, 100) is not SpendOutcome.Held { Hold: var hold })
                {
                    return 0;
                }
                await budget.ChargeAsync(hold, 70, Token);
                await budget.ChargeAsync(hold, 70, Token);
                budget.Release(hold);
                return 70;
            },
            Token)));
        Assert.InRange(charged.Sum(), 700, 1000);
        Assert.Equal(charged.Sum(), key.Spending.SpentMicros);
        Assert.Equal(0, key.Spending.HeldMicros);
        Assert.IsType<SpendOutcome.Held>(budget.Hold(key, 0)); // what costs nothing goes on
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["read"]}""", "name")]
    [InlineData("""{"name":"a\u0000b","scopes":["read"]}""", "name")]
    [InlineData("""{"name":"a","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["root"]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["read"],"models":[]}""", "models")]
    [InlineData("""{"name":"a","scopes":["read"],"spendLimitMicros":-1}""", "spendLimitMicros")]
    [InlineData("""{"name":"a","scopes":["read"],"owner":"me"}""", "JSON")]
    [InlineData("""{"scopes":["read"]}""", "JSON")]
    [InlineData("null", "null")]
    [InlineData("[[[[[[[[[]]]]]]]]]", "JSON")]
    public async Task Wrong_terms_are_refused_with_what_is_wrong(string body, string expected)
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/hub/keys", content, Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PostChatAsync(HttpClient client)
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/v1/chat/completions", content, Token);
        return response.StatusCode;
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>How much one address and one key may ask.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_again_in_the_clients_own_shape()
    {
        await using var hub = await FeatureHub.StartAsync(settings: ("Hub:Limits:KeyRequestsPerMinute", "20"));
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Infer);
        using var refused = await RepeatAsync(client, "/v1/models");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        using var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Token));
        var error = body.RootElement.GetProperty("error");
        Assert.Equal("rate_limit_exceeded", error.GetProperty("code").GetString());
        Assert.Equal("rate_limit_error", error.GetProperty("type").GetString());

        // Another key, and loopback without one, are not held back by it.
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Infer);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/v1/models"));
        client.DefaultRequestHeaders.Authorization = null;
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/v1/models"));
        }
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_held_back_whatever_it_asks_for()
    {
        await using var hub = await FeatureHub.StartAsync(settings: ("Hub:Limits:AddressRequestsPerMinute", "20"));
        using var client = FeatureHub.SecureClient(hub);
        client.DefaultRequestHeaders.Host = "hub.example"; // not local
        using var refused = await RepeatAsync(client, "/nowhere");
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Strangers_may_ask_for_few_changes()
    {
        await using var hub = await FeatureHub.StartAsync(settings: ("Hub:Limits:StrangerChangesPerMinute", "20"));
        using var client = FeatureHub.SecureClient(hub);
        client.DefaultRequestHeaders.Host = "hub.example";
        HttpStatusCode status;
        var tries = 0;
        do
        {
            using var content = new StringContent("""{"link":"x","password":"y"}""", Encoding.UTF8, "application/json");
            using var response = await client.PostAsync("/api/hub/setup", content, Token);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.Forbidden && ++tries < 50);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task A_key_has_so_many_answers_at_once_and_a_place_comes_free_when_one_ends()
    {
        var started = new SemaphoreSlim(0);
        var finish = new TaskCompletionSource();
        await using var hub = await FeatureHub.StartAsync(
            map: app => app.MapPost("/work", async (HttpContext context) =>
            {
                started.Release();
                await finish.Task.WaitAsync(context.RequestAborted);
            }).Needs(Scopes.Infer),
            settings: ("Hub:Limits:KeyStreams", "2"));
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Infer);
        var running = new[] { client.PostAsync("/work", null, Token), client.PostAsync("/work", null, Token) };
        await started.WaitAsync(Limits.Wait, Token);
        await started.WaitAsync(Limits.Wait, Token);
        using (var third = await client.PostAsync("/work", null, Token))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
            Assert.NotNull(third.Headers.RetryAfter);
        }
        finish.SetResult();
        foreach (var task in running)
        {
            using var response = await task;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        HttpStatusCode again;
        do // the place comes free a moment after the client has the last byte
        {
            using var response = await client.PostAsync("/work", null, Token);
            again = response.StatusCode;
        }
        while (again == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, again);
        started.Dispose();
    }

    [Fact]
    public async Task A_key_with_a_list_of_models_sees_and_uses_only_those()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        string model;
        using (var before = JsonDocument.Parse(await client.GetStringAsync("/v1/models", Token)))
        {
            model = before.RootElement.GetProperty("data")[0].GetProperty("id").GetString()!;
        }
        var (_, text) = await TestKeys.AddAsync(hub, new KeyTerms("test", Scopes.Infer, ["another"]));
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(text);
        using (var list = JsonDocument.Parse(await client.GetStringAsync("/v1/models", Token)))
        {
            Assert.Equal(0, list.RootElement.GetProperty("data").GetArrayLength());
        }
        using var content = new StringContent(
            $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/v1/chat/completions", content, Token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("model_not_allowed", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        return response.StatusCode;
    }

    /// <summary>Asks until it is refused.</summary>
    private static async Task<HttpResponseMessage> RepeatAsync(HttpClient client, string path)
    {
        for (var i = 0; i < 50; i++)
        {
            var response = await client.GetAsync(path, Token);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return response;
            }
            response.Dispose();
        }
        throw new InvalidOperationException("Fifty requests at once were all let in.");
    }
}

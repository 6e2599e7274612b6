using System.Net;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>Who may call what, at the loopback door.</summary>
public sealed class AccessTests
{
    /// <summary>What everybody may call from every network that the hub listens on. Whoever adds a line here opens a door.</summary>
    private static readonly string[] s_open =
    [
        "/api/hub/session", "/api/hub/setup", "/app.css", "/ca", "/ca.crt", "/ca.der", "/favicon.svg", "/healthz",
        "/hub.js", "/login", "/login.js", "/setup", "/setup.js",
    ];

    [Fact]
    public async Task Every_route_says_who_may_call_it()
    {
        await using var hub = await FeatureHub.StartAsync();
        var silent = Routes(hub)
            .Where(route => route.Metadata.GetMetadata<AccessMetadata>() is null)
            .Select(route => route.RoutePattern.RawText);
        Assert.Empty(silent);
    }

    [Fact]
    public async Task Only_the_listed_routes_are_open_to_everybody()
    {
        await using var hub = await FeatureHub.StartAsync();
        var open = Routes(hub)
            .Where(route => route.Metadata.GetMetadata<AccessMetadata>() is { IsOpen: true })
            .Select(route => route.RoutePattern.RawText!)
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(s_open, open);
    }

    [Fact]
    public async Task A_route_that_says_nothing_is_closed()
    {
        await using var hub = await FeatureHub.StartAsync(map: app => app.MapGet("/forgotten", () => "secret"));
        using var client = FeatureHub.Client(hub);
        using var response = await client.GetAsync("/forgotten", Token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("\"secret\"", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains(hub.Log.Lines, line => line.Contains("/forgotten", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/hub/devices", HttpStatusCode.OK)]
    [InlineData("/v1/models", HttpStatusCode.OK)]
    [InlineData("/api/hub/keys", HttpStatusCode.Forbidden)]
    [InlineData("/api/hub/audit", HttpStatusCode.Forbidden)]
    public async Task Without_a_key_loopback_may_use_the_hub_but_not_administer_it(string path, HttpStatusCode expected)
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        using var response = await client.GetAsync(path, Token);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task What_a_proxy_passes_on_is_not_local(string header, string value)
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Add(header, value);
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("invalid_api_key", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_https_door_trusts_loopback_only_under_a_loopback_name()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.SecureClient(hub);
        foreach (var (host, expected) in new[]
        {
            ("127.0.0.1", HttpStatusCode.OK), ("rebound.example", HttpStatusCode.Unauthorized),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
            request.Headers.Host = host;
            using var response = await client.SendAsync(request, Token);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://OWN", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://OWN", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    public async Task Pages_of_other_origins_may_neither_read_nor_change(
        string header, string value, HttpStatusCode expected)
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/hub/devices");
        request.Headers.Add(header, value.Replace("OWN", $"127.0.0.1:{hub.Doors.HttpPort}", StringComparison.Ordinal));
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_link_on_another_page_may_lead_to_a_page_but_not_to_the_api()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        foreach (var (path, expected) in new[]
        {
            ("/", HttpStatusCode.OK), ("/api/hub/devices", HttpStatusCode.Forbidden),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            request.Headers.Add("Sec-Fetch-Mode", "navigate");
            using var response = await client.SendAsync(request, Token);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task What_an_administrator_does_by_any_route_stands_in_the_audit_log()
    {
        await using var hub = await FeatureHub.StartAsync(map: app => app
            .MapPost("/api/hub/things/{thing}", () => "done").Needs(Scopes.Admin));
        using var client = FeatureHub.Client(hub);
        using (var denied = await client.PostAsync("/api/hub/things/7", null, Token))
        {
            Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        }
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
        using (var allowed = await client.PostAsync("/api/hub/things/7", null, Token))
        {
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }
        var lines = hub.Services.GetRequiredService<AuditLog>().List(10, null)
            .Where(line => line.Act.Action == "POST /api/hub/things/{thing}").ToList();
        Assert.Equal([AuditOutcome.Done, AuditOutcome.Refused], lines.Select(line => line.Act.Outcome));
        Assert.All(lines, line => Assert.Equal("7", line.Act.Subject));
        Assert.StartsWith("key ", lines[0].Actor.Who, StringComparison.Ordinal);
        Assert.Equal(("local", "127.0.0.1"), (lines[1].Actor.Who, lines[1].Actor.Origin));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<RouteEndpoint> Routes(HubHost hub) => hub.Services
        .GetRequiredService<IEnumerable<EndpointDataSource>>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<DoorMetadata>() is null or { Door: Door.Http or Door.Https });
}

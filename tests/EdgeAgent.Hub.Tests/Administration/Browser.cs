using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>A browser at a door: keeps its cookie and sends the token of its session.</summary>
internal sealed class Browser(HubHost hub, bool secure = false) : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClient _client = secure ? FeatureHub.SecureClient(hub) : FeatureHub.Client(hub);

    public string? Cookie { get; set; }

    public string? Csrf { get; set; }

    public string? Origin { get; set; }

    /// <summary>A browser at the loopback door.</summary>
    public static Browser At(HubHost hub) => new(hub);

    /// <summary>A link as the command line makes it.</summary>
    public static Task<string> LinkAsync(HubHost hub) => hub.Services.GetRequiredService<AdministratorAccount>()
        .CreateLinkAsync(Actor.Console, TestContext.Current.CancellationToken);

    /// <summary>Makes the administrator.</summary>
    public static async Task<Browser> SetUpAsync(HubHost hub)
    {
        var browser = At(hub);
        using var response = await browser.SendAsync(
            HttpMethod.Post, "/api/hub/setup", $$"""{"link":"{{await LinkAsync(hub)}}","password":"{{Password}}"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return browser;
    }

    public Task<HttpResponseMessage> LoginAsync(string password = Password) =>
        SendAsync(HttpMethod.Post, "/api/hub/session", JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["password"] = password,
        }));

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? json = null)
    {
        using var response = await SendAsync(method, path, json);
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }
        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }
        if (Csrf is not null)
        {
            request.Headers.Add(AccessGuard.CsrfHeader, Csrf);
        }
        if (Origin is not null)
        {
            request.Headers.Add("Origin", Origin);
        }
        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Cookie = cookies.Single().Split(';')[0];
        }
        if (response.IsSuccessStatusCode && path is "/api/hub/session" or "/api/hub/setup" or "/api/hub/password"
            && response.Content.Headers.ContentType is not null)
        {
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Csrf = body.TryGetProperty("csrf", out var csrf) ? csrf.GetString() : Csrf;
        }
        return response;
    }

    public void Dispose() => _client.Dispose();
}

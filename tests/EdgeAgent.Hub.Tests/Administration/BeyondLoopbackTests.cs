using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Sessions;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Hub.Tests.Service;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>A real hub process on a listener beyond loopback, and a stranger, an attacker and a guest on its network.</summary>
public sealed class BeyondLoopbackTests(NetworkHub hub) : IClassFixture<NetworkHub>
{
    [Fact]
    public async Task Without_an_administrator_the_hub_does_not_open_to_the_network()
    {
        using var directory = new TempDirectory();
        var (code, _, errors) = await HubProgram.RunAsync(
            [$"--Hub:DataDirectory={directory.Root}", .. HubProgram.FreePorts, "--Hub:Listen=0.0.0.0"]);
        Assert.Equal(1, code);
        Assert.Contains("no administrator", errors, StringComparison.Ordinal);
        Assert.Contains("edgehub admin set-password", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_stranger_gets_health_set_up_login_and_the_certificate_and_nothing_else()
    {
        SkipWithoutNetwork();
        using var client = hub.Client(2);
        var routes = await RoutesAsync();
        Assert.Contains(("GET", "/api/hub/devices", false), routes);
        foreach (var (method, path, isOpen) in routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method is "POST" or "PUT")
            {
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            }
            using var response = await client.SendAsync(request, Token);
            var isPage = response.StatusCode == HttpStatusCode.SeeOther
                && response.Headers.Location!.OriginalString.StartsWith("/login?to=", StringComparison.Ordinal);
            Assert.True(
                isOpen || isPage || response.StatusCode == HttpStatusCode.Unauthorized,
                $"{method} {path} answered {response.StatusCode}");
        }
    }

    [Fact]
    public async Task The_plain_http_door_is_not_on_the_network()
    {
        SkipWithoutNetwork();
        await Assert.ThrowsAsync<SocketException>(() => hub.Network.ConnectAsync(
            IPAddress.Parse("10.77.0.2"), new IPEndPoint(NetworkHub.Address, hub.HttpPort), Token));
    }

    [Fact]
    public async Task The_certificate_of_the_authority_can_be_loaded_and_makes_the_hub_trusted_under_its_address()
    {
        SkipWithoutNetwork();
        using var client = hub.Client(2); // checks chain and name
        var pem = await client.GetStringAsync("/ca.crt", Token);
        using var fromPem = X509Certificate2.CreateFromPem(pem);
        using var fromDer = X509CertificateLoader.LoadCertificate(await client.GetByteArrayAsync("/ca.der", Token));
        Assert.Equal(hub.Authority.RawData, fromPem.RawData);
        Assert.Equal(hub.Authority.RawData, fromDer.RawData);
        Assert.Contains("update-ca-certificates", await client.GetStringAsync("/ca", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_carry_the_headers_that_keep_browsers_on_the_safe_side()
    {
        SkipWithoutNetwork();
        foreach (var (host, strict) in new[] { ($"{NetworkHub.Address}:{hub.HttpsPort}", false), ("hub.example", true) })
        {
            // By hand: a client would want the certificate to have the name of the Host header.
            var answer = await hub.ExchangeAsync(
                2, $"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            var headers = answer.Split("\r\n\r\n")[0].Split("\r\n").Skip(1).ToDictionary(
                line => line.Split(": ", 2)[0], line => line.Split(": ", 2)[1], StringComparer.OrdinalIgnoreCase);
            Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", headers["Referrer-Policy"]);
            Assert.Equal(strict, headers.ContainsKey("Strict-Transport-Security"));
            Assert.DoesNotContain("Server", headers.Keys);
        }
    }

    [Fact]
    public async Task A_guest_with_a_key_may_do_what_the_key_says_by_header_and_by_path()
    {
        SkipWithoutNetwork();
        using var client = hub.Client(3);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, $"/k/{hub.Key}/v1/models"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", hub.Key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/v1/models"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/api/hub/devices"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/api/hub/audit"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/api/hub/keys"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "none");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/v1/models"));
    }

    [Fact]
    public async Task A_planted_session_and_a_forged_change_are_refused()
    {
        SkipWithoutNetwork();
        using var client = hub.Client(4);
        var planted = $"__Host-edgehub={SessionToken.New().Text}";
        using var login = await SendAsync(
            client, HttpMethod.Post, "/api/hub/session", $$"""{"password":"{{Browser.Password}}"}""", ("Cookie", planted));
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.NotEqual(planted, cookie);
        using var body = JsonDocument.Parse(await login.Content.ReadAsStringAsync(Token));
        var csrf = body.RootElement.GetProperty("csrf").GetString()!;

        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(("Cookie", planted), (AccessGuard.CsrfHeader, csrf)));
        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(
            ("Cookie", cookie), (AccessGuard.CsrfHeader, csrf), ("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(
            ("Cookie", cookie), (AccessGuard.CsrfHeader, csrf), ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Created, await TryAsync(("Cookie", cookie), (AccessGuard.CsrfHeader, csrf)));

        async Task<HttpStatusCode> TryAsync(params (string Name, string Value)[] headers)
        {
            using var response = await SendAsync(
                client, HttpMethod.Post, "/api/hub/keys", """{"name":"x","scopes":["read"]}""", headers);
            return response.StatusCode;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void SkipWithoutNetwork() =>
        Assert.SkipUnless(NetworkNamespace.IsAvailable, NetworkNamespace.Missing);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, string json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return await client.SendAsync(request, Token);
    }

    /// <summary>All routes of the people's doors, by the program's own tables, with anything for their parameters.</summary>
    private static async Task<IReadOnlyList<(string Method, string Path, bool IsOpen)>> RoutesAsync()
    {
        await using var known = await FeatureHub.StartAsync();
        return
        [
            .. from route in known.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                   .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               where route.Metadata.GetMetadata<DoorMetadata>() is null or { Door: Door.Http or Door.Https }
               from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
               let path = string.Join('/', route.RoutePattern.RawText!.Split('/').Select(part => part.StartsWith('{') ? "x" : part))
               select (method, path, route.Metadata.GetMetadata<AccessMetadata>() is { IsOpen: true }),
        ];
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using EdgeAgent.Hub.Tests.Hosting;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>What OWASP's lists try on a server, sent to a real hub process from its network: each refused, hub alive.</summary>
public sealed class HostileRequestTests(NetworkHub hub) : IClassFixture<NetworkHub>
{
    private string Host => $"{NetworkHub.Address}:{hub.HttpsPort}";

    [Fact]
    public async Task Oversized_bodies_are_refused_before_they_are_read()
    {
        SkipWithoutNetwork();
        foreach (var path in new[] { "/api/hub/session", "/api/hub/setup", "/v1/chat/completions" })
        {
            var answer = await hub.ExchangeAsync(
                5, $"POST {path} HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: 1000000000\r\n\r\n{\"password\":\"");
            Assert.True(Status(answer) is 401 or 413, answer);
        }
        // A body that says no length is cut when it passes the limit.
        var chunk = "8000\r\n" + new string(' ', 0x8000) + "\r\n";
        var chunked = await hub.ExchangeAsync(
            5, $"POST /api/hub/session HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n");
        Assert.Equal(413, Status(chunked));
        await hub.AssertAliveAsync(6);
    }

    [Fact]
    public async Task Oversized_headers_and_addresses_are_refused()
    {
        SkipWithoutNetwork();
        Assert.Equal(431, Status(await hub.ExchangeAsync(
            5, $"GET /healthz HTTP/1.1\r\nHost: {Host}\r\nX-Long: {new string('a', 40_000)}\r\n\r\n")));
        Assert.Equal(431, Status(await hub.ExchangeAsync(
            5, $"GET /healthz HTTP/1.1\r\nHost: {Host}\r\n"
            + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: a\r\n")) + "\r\n")));
        Assert.Equal(414, Status(await hub.ExchangeAsync(
            5, $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: {Host}\r\n\r\n")));
        await hub.AssertAliveAsync(6);
    }

    [Theory]
    [InlineData("/v1/models/../../../etc/passwd")]
    [InlineData("/v1/models/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/v1/models/%2e%2e/%2e%2e/hub.key")]
    [InlineData("/v1/models/..%5c..%5chub.key")]
    [InlineData("/v1/models/hub.key%00.gguf")]
    [InlineData("/models/..%2fhub.key")]
    [InlineData("/ca.crt/../hub.key")]
    [InlineData("/../hub.db")]
    [InlineData("/k/../hub.db")]
    public async Task A_path_that_leaves_its_place_leads_nowhere(string path)
    {
        SkipWithoutNetwork();
        var answer = await hub.ExchangeAsync(
            7, $"GET {path} HTTP/1.1\r\nHost: {Host}\r\nAuthorization: Bearer {hub.Key}\r\nConnection: close\r\n\r\n");
        Assert.True(Status(answer) is 400 or 401 or 404, answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../hub.key")]
    [InlineData("..\\\\..\\\\hub.key")]
    [InlineData("/etc/passwd")]
    [InlineData("random-tiny/../../hub.db")]
    [InlineData("random-tiny\\u0000")]
    public async Task A_model_with_the_name_of_a_path_does_not_exist(string model)
    {
        SkipWithoutNetwork();
        using var client = hub.Client(7);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", hub.Key);
        using var content = new StringContent(
            $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/v1/chat/completions", content, Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("model_not_found", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_request_puts_a_header_into_an_answer()
    {
        SkipWithoutNetwork();
        string[] paths =
        [
            "/keys%0d%0aX-Injected:%201", "/keys?to=%0d%0aX-Injected:%201", "/login?to=%0d%0aX-Injected:%201",
            "/k/a%0d%0aX-Injected:%201/keys", "/%0d%0aX-Injected:%201", "/v1/models/%0d%0aX-Injected:%201",
        ];
        foreach (var path in paths)
        {
            var answer = await hub.ExchangeAsync(8, $"GET {path} HTTP/1.1\r\nHost: {Host}\r\nConnection: close\r\n\r\n");
            Assert.DoesNotContain("\nX-Injected", answer, StringComparison.OrdinalIgnoreCase);
        }
        await hub.AssertAliveAsync(6);
    }

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: a\r\nX y: z\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /api/hub/session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx")]
    [InlineData("POST /api/hub/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /healthz HTTP/9.9\r\nHost: a\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    public async Task A_request_that_is_no_http_is_refused(string request)
    {
        SkipWithoutNetwork();
        var answer = await hub.ExchangeAsync(8, request);
        Assert.True(Status(answer) is 400 or 505, answer);
        await hub.AssertAliveAsync(6);
    }

    [Fact]
    public async Task A_second_request_cannot_be_hidden_in_the_body_of_the_first()
    {
        SkipWithoutNetwork();
        var answer = await hub.ExchangeAsync(
            8, $"POST /api/hub/session HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.DoesNotContain("\"status\":", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crowd_of_slow_requests_is_cut_off_and_keeps_nobody_else_waiting()
    {
        SkipWithoutNetwork();
        var crowd = new List<SslStream>();
        try
        {
            for (var i = 0; i < 100; i++)
            {
                var stream = await hub.OpenAsync(9);
                await stream.WriteAsync("POST /api/hub/session HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray(), Token);
                crowd.Add(stream);
            }
            var patience = Stopwatch.StartNew();
            await hub.AssertAliveAsync(10);
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30));
            using var stop = new CancellationTokenSource();
            var dripping = DripAsync(crowd, stop.Token);
            await Task.WhenAll(crowd.Select(ClosedAsync)).InTimeAsync();
            await stop.CancelAsync();
            await dripping;
        }
        finally
        {
            crowd.ForEach(stream => stream.Dispose());
        }
        await hub.AssertAliveAsync(9);
    }

    [Fact]
    public async Task A_body_that_only_drips_is_cut_off()
    {
        SkipWithoutNetwork();
        await using var stream = await hub.OpenAsync(11);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /api/hub/session HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n"),
            Token);
        using var stop = new CancellationTokenSource();
        var dripping = DripAsync([stream], stop.Token);
        await ClosedAsync(stream).InTimeAsync();
        await stop.CancelAsync();
        await dripping;
        await hub.AssertAliveAsync(11);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void SkipWithoutNetwork() =>
        Assert.SkipUnless(NetworkNamespace.IsAvailable, NetworkNamespace.Missing);

    private static int Status(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? int.Parse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>One byte each second, to show that the hub is not waiting for silence only.</summary>
    private static async Task DripAsync(IReadOnlyList<SslStream> streams, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                foreach (var stream in streams)
                {
                    try
                    {
                        await stream.WriteAsync("a"u8.ToArray(), stop);
                    }
                    catch (IOException)
                    {
                        // This one is cut already.
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }

    private static async Task ClosedAsync(SslStream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cut without a word.
        }
    }
}

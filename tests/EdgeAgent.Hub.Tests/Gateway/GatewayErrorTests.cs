using System.Net;
using System.Text;
using System.Text.Json;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Models;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Gateway;

public sealed class GatewayErrorTests
{
    private const string Unsupported = "unsupported_parameter";
    private const string Hello = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    public static TheoryData<string, int, string?, string?> BadChats => new()
    {
        { "{", 400, null, null },
        { "[]", 400, null, null },
        { "null", 400, null, null },
        { "{" + Hello + "}", 400, "model", null },
        { "{\"model\":\"other\"," + Hello + "}", 404, "model", "model_not_found" },
        { "{\"model\":\"story\"}", 400, "messages", null },
        { "{\"model\":\"story\",\"messages\":[]}", 400, "messages", null },
        { "{\"model\":\"story\",\"messages\":[null]}", 400, "messages[0].role", null },
        { Messages("{\"role\":\"robot\",\"content\":\"hi\"}"), 400, "messages[0].role", null },
        { "{\"model\":\"story\",\"messages\":[{\"role\":\"user\"}]}", 400, "messages[0].content", null },
        { Messages("{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}"), 400, "messages[0].content", null },
        { Chat("\"temperature\":\"hot\""), 400, "temperature", null },
        { Chat("\"temperature\":2.1"), 400, "temperature", null },
        { Chat("\"top_p\":0"), 400, "top_p", null },
        { Chat("\"top_p\":1.5"), 400, "top_p", null },
        { Chat("\"min_p\":-0.1"), 400, "min_p", null },
        { Chat("\"top_k\":-1"), 400, "top_k", null },
        { Chat("\"repetition_penalty\":0"), 400, "repetition_penalty", null },
        { Chat("\"max_tokens\":0"), 400, "max_tokens", null },
        { Chat("\"n\":2"), 400, "n", Unsupported },
        { Chat("\"stop\":\"\""), 400, "stop", null },
        { Chat("\"stop\":7"), 400, "stop", null },
        { Chat("\"logprobs\":true"), 400, "logprobs", Unsupported },
        { Chat("\"tools\":[{\"type\":\"function\"}]"), 400, "tools", Unsupported },
        { Chat("\"response_format\":{\"type\":\"json_object\"}"), 400, "response_format", Unsupported },
    };

    [Theory]
    [MemberData(nameof(BadChats))]
    public async Task A_bad_chat_gets_an_error_in_OpenAI_s_shape(string body, int status, string? param, string? code)
    {
        await using var host = await GatewayHost.StartAsync();
        host.AddDevice();
        using var response = await host.PostAsync("/v1/chat/completions", body);
        var error = await ErrorAsync(response, status);
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.DoesNotContain("System.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"story"}""", "prompt")]
    [InlineData("""{"model":"story","prompt":["a","b"]}""", "prompt")]
    [InlineData("""{"model":"story","prompt":"a","echo":true}""", "echo")]
    [InlineData("""{"model":"story","prompt":"a","best_of":3}""", "best_of")]
    [InlineData("""{"model":"story","prompt":"a","suffix":"z"}""", "suffix")]
    public async Task A_bad_completion_gets_an_error_that_names_the_field(string body, string param)
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.PostAsync("/v1/completions", body);
        Assert.Equal(param, (await ErrorAsync(response, 400)).GetProperty("param").GetString());
    }

    [Fact]
    public async Task Without_a_device_the_client_is_told_when_to_come_again()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.StreamAsync();
        Assert.Equal("no_device", (await ErrorAsync(response, 503)).GetProperty("code").GetString());
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Before_the_model_is_ready_the_client_is_told_when_to_come_again()
    {
        await using var host = await GatewayHost.StartAsync(
            services => services.AddSingleton<IModelCatalogue>(new FixedCatalogue()));
        using var response = await host.ChatAsync();
        Assert.Equal("starting", (await ErrorAsync(response, 503)).GetProperty("code").GetString());
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_context_that_is_too_small_is_told_with_the_device_s_numbers(bool rejected)
    {
        const string words = "The prompt has 600 tokens; this model's context holds 512, one of them for the answer.";
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync();
        var job = await device.TakeJobAsync();
        if (rejected)
        {
            await device.RejectAsync(job.Id, JobRejectReason.Invalid, words);
        }
        else
        {
            await device.AcceptAsync(job.Id);
            await device.FinishAsync(job.Id, 0, JobOutcome.Invalid, detail: words);
        }
        using var response = await asking;
        var error = await ErrorAsync(response, 400);
        Assert.Equal("context_length_exceeded", error.GetProperty("code").GetString());
        Assert.Equal(words, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Text_that_no_device_can_be_given_is_refused_with_the_number()
    {
        await using var host = await GatewayHost.StartAsync();
        host.AddDevice();
        var text = new string('x', 40_000);
        using var response = await host.PostAsync(
            "/v1/completions", $$"""{"model":"story","prompt":"{{text}}"}""");
        await AssertTooLargeAsync(response, "36864");
    }

    [Fact]
    public async Task Stop_strings_that_do_not_fit_beside_the_text_are_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        host.AddDevice();
        // Control characters take six bytes each in JSON.
        var stop = string.Concat(Enumerable.Repeat("\\u0001", 256));
        var stops = string.Join(',', Enumerable.Repeat($"\"{stop}\"", 16));
        using var response = await host.PostAsync(
            "/v1/completions", $$"""{"model":"story","prompt":"{{new string('x', 36_000)}}","stop":[{{stops}}]}""");
        await AssertTooLargeAsync(response, "65536");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_limit_is_refused_with_the_number(bool chunked)
    {
        await using var host = await GatewayHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"x":"{{new string('x', 1 << 20)}}"}""")),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await AssertTooLargeAsync(response, "1048576");
    }

    [Fact]
    public async Task A_form_that_another_site_could_send_is_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var response = await host.Client.PostAsync(
            "/v1/chat/completions", content, TestContext.Current.CancellationToken);
        await ErrorAsync(response, 415);
    }

    [Fact]
    public async Task A_deadline_before_the_first_text_is_a_gateway_timeout()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync("", ("x-edgeagent-deadline-ms", "300"));
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        using var response = await asking;
        var error = await ErrorAsync(response, 504);
        Assert.Equal("deadline_exceeded", error.GetProperty("code").GetString());
        Assert.Contains("0.3 s", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(job.Id, (await device.TakeCancelAsync()).Job);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("3600001")]
    public async Task A_deadline_that_is_none_is_refused(string deadline)
    {
        await using var host = await GatewayHost.StartAsync();
        host.AddDevice();
        using var response = await host.ChatAsync("", ("x-edgeagent-deadline-ms", deadline));
        await ErrorAsync(response, 400);
    }

    private static async Task AssertTooLargeAsync(HttpResponseMessage response, string limit) => Assert.Contains(
        limit, (await ErrorAsync(response, 413)).GetProperty("message").GetString(), StringComparison.Ordinal);

    private static string Messages(string message) => $"{{\"model\":\"story\",\"messages\":[{message}]}}";

    private static string Chat(string more) => $"{{\"model\":\"story\",{Hello},{more}}}";

    private static async Task<JsonElement> ErrorAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((HttpStatusCode)status == response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        foreach (var field in new[] { "message", "type", "param", "code" })
        {
            Assert.True(error.TryGetProperty(field, out _), $"{field} is missing in {text}");
        }
        return error;
    }
}

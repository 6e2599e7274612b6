using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>Ollama's own client finds a private cloud where it looks for a server of its own.</summary>
public sealed class OllamaTests(RunningHub running) : IClassFixture<RunningHub>
{
    private const string Model = "random-tiny:latest";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_client_lists_chats_and_generates()
    {
        var said = await NodeScript.RunAsync(
            "ollama-client.mjs", [running.Hub.Http.BaseAddress!.ToString(), Model, "Hello there", "16"], Cancellation);

        using var answer = JsonDocument.Parse(said);
        var root = answer.RootElement;
        Assert.Matches(@"^\d+\.\d+\.\d+$", root.GetProperty("version").GetProperty("version").GetString()!);
        var listed = Assert.Single(root.GetProperty("tags").EnumerateArray());
        Assert.Equal(Model, listed.GetProperty("name").GetString());
        Assert.Equal("gguf", listed.GetProperty("details").GetProperty("format").GetString());
        Assert.Equal("Q8_0", listed.GetProperty("details").GetProperty("quantization_level").GetString());
        await Eventually.TrueAsync(
            "a device reports the model in memory",
            () => IsRunningAsync(listed.GetProperty("digest").GetString()!),
            Cancellation);
        Assert.Contains(
            "completion", root.GetProperty("shown").GetProperty("capabilities").EnumerateArray().Select(c => c.GetString()));

        SameWholeAndStreamed(root.GetProperty("chat"), root.GetProperty("chatStream"), ChatText);
        SameWholeAndStreamed(root.GetProperty("generate"), root.GetProperty("generateStream"), GeneratedText);
        Assert.Equal(ChatText(root.GetProperty("chat")), GeneratedText(root.GetProperty("generate")));
        Assert.NotEqual(GeneratedText(root.GetProperty("generate")), GeneratedText(root.GetProperty("raw")));
        Assert.Equal("load", root.GetProperty("load").GetProperty("done_reason").GetString());
        Assert.Equal(404, root.GetProperty("unknownModel").GetProperty("status").GetInt32());
        Assert.Contains(
            "no-such-model", root.GetProperty("unknownModel").GetProperty("error").GetString()!, StringComparison.Ordinal);
        Assert.Equal(400, root.GetProperty("image").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_curl_line_of_its_documentation_works_without_a_content_type()
    {
        await using var curl = new ChildProcess("curl", "curl",
        [
            "-sN", $"{running.Hub.Http.BaseAddress}api/generate",
            "-d", """{"model":"random-tiny","prompt":"Why is the sky blue?","options":{"num_predict":8}}""",
        ]);
        Assert.Equal(0, await curl.WaitAsync(Cancellation));
        var lines = curl.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.True(last.RootElement.GetProperty("done").GetBoolean());
        Assert.Equal(8, last.RootElement.GetProperty("eval_count").GetInt32());
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_use_the_lenience_for_curl()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/generate")
        {
            Content = new StringContent("""{"model":"random-tiny","prompt":"x"}"""), // text/plain: no preflight
        };
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await running.Hub.Http.SendAsync(request, Cancellation);
        Assert.False(response.IsSuccessStatusCode);
    }

    private async Task<bool> IsRunningAsync(string digest)
    {
        using var list = JsonDocument.Parse(await running.Hub.Http.GetStringAsync("api/ps", Cancellation));
        return list.RootElement.GetProperty("models").EnumerateArray()
            .Any(model => model.GetProperty("digest").GetString() == digest);
    }

    private static void SameWholeAndStreamed(JsonElement whole, JsonElement streamed, Func<JsonElement, string> text)
    {
        Assert.NotEmpty(text(whole));
        Assert.Equal(text(whole), streamed.GetProperty("streamed").GetString());
        var last = streamed.GetProperty("last");
        foreach (var end in new[] { whole, last })
        {
            Assert.True(end.GetProperty("done").GetBoolean());
            Assert.Equal("length", end.GetProperty("done_reason").GetString());
            Assert.Equal(16, end.GetProperty("eval_count").GetInt32());
            Assert.InRange(end.GetProperty("eval_duration").GetInt64(), 0, end.GetProperty("total_duration").GetInt64());
        }
    }

    private static string ChatText(JsonElement answer) =>
        answer.GetProperty("message").GetProperty("content").GetString()!;

    private static string GeneratedText(JsonElement answer) => answer.GetProperty("response").GetString()!;
}

using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>A question goes in at the hub's door, a device answers, in words that known clients understand.</summary>
public sealed class AnswerTests(RunningHub running) : IClassFixture<RunningHub>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_openai_client_gets_the_same_answer_whole_and_streamed()
    {
        var hub = running.Hub;
        var said = await NodeScript.RunAsync(
            "openai-chat.mjs", [$"{hub.Http.BaseAddress}v1", "random-tiny", "Hello there", "24"], Cancellation);

        using var answer = JsonDocument.Parse(said);
        var root = answer.RootElement;
        Assert.Contains("random-tiny", root.GetProperty("models").EnumerateArray().Select(m => m.GetString()));
        Assert.NotEmpty(root.GetProperty("whole").GetString()!);
        Assert.Equal(root.GetProperty("whole").GetString(), root.GetProperty("streamed").GetString());
        Assert.Equal(root.GetProperty("wholeFinish").GetString(), root.GetProperty("finish").GetString());
        Assert.Equal(
            root.GetProperty("wholeUsage").GetProperty("completion_tokens").GetInt32(),
            root.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(404, root.GetProperty("unknownModel").GetProperty("status").GetInt32());
        Assert.Equal("model_not_found", root.GetProperty("unknownModel").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_readme_curl_line_streams_an_answer()
    {
        var hub = running.Hub;
        var curl = new ChildProcess(
            "curl",
            "curl",
            [
                "-sN", $"{hub.Http.BaseAddress}v1/chat/completions",
                "-H", "Content-Type: application/json",
                "-d", """{"model":"random-tiny","stream":true,"max_tokens":8,"messages":[{"role":"user","content":"Hi"}]}""",
            ]);
        await using (curl)
        {
            Assert.Equal(0, await curl.WaitAsync(Cancellation));
            var events = curl.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(events, e => Assert.StartsWith("data: ", e, StringComparison.Ordinal));
            Assert.True(events.Length >= 3, curl.Output);
            Assert.Equal("data: [DONE]", events[^1]);
        }
    }

    [Fact]
    public async Task The_page_at_the_root_is_served()
    {
        var page = await running.Hub.Http.GetStringAsync("/", Cancellation);
        Assert.Contains("<!doctype html>", page, StringComparison.OrdinalIgnoreCase);
    }
}

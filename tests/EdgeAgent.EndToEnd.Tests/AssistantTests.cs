using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>The bundled model, as the first run has it: nothing configured, nothing fetched.</summary>
public sealed class AssistantTests
{
    [Fact]
    public async Task The_bundled_model_is_served_and_its_calls_end_as_sentences()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var directory = new TemporaryDirectory();
        await using var hub = await HubProcess.StartAsync(directory.Path, cancellation, localDevices: 1, model: "");

        var models = await hub.GetJsonAsync("v1/models", cancellation);
        Assert.Equal("edgeagent-home", models.GetProperty("data")[0].GetProperty("id").GetString());
        Assert.Equal("Hello! What can I do for you?", await AskAsync(hub, "hello", cancellation));
        Assert.StartsWith("I cannot do that", await AskAsync(hub, "what is the weather tomorrow", cancellation), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(HubProcess hub, string sentence, CancellationToken cancellationToken)
    {
        var answer = await hub.Http.PostAsJsonAsync(
            "v1/chat/completions",
            new { model = "default", messages = new[] { new { role = "user", content = sentence } } }, cancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }
}

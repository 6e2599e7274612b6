using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Assistant;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Points;
using EdgeAgent.Hub.Tests.Gateway;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Assistant;

/// <summary>The home's model behind the OpenAI door: prompt, reply, tool calls.</summary>
public sealed class AssistantGatewayTests
{
    private const string Tools = ""","tools":[{"type":"function","function":{"name":"home_control"}}]""";

    private readonly ListedHome _points = new ListedHome().Add("lamp", "Bear lamp", PointKind.Light, "Nursery", 40);

    [Fact]
    public async Task A_chat_becomes_the_homes_prompt_and_its_answer_a_sentence()
    {
        await using var host = await StartAsync();
        var chat = host.PostAsync("/v1/chat/completions", Body("what is the bear lamp at", ""));
        var job = await host.AddDevice().AnswerAsync(" read", " bear lamp");
        var input = JsonSerializer.Deserialize(job.Input, WireJson.Default.JobInput)!;
        Assert.Equal(" light: bear lamp\n room: nursery", input.Messages![0].Content);
        Assert.Equal(" what is the bear lamp at", input.Messages[1].Content);
        var answer = await ReadAsync(await chat);
        Assert.Equal("Bear lamp is on at 40 %.", answer.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", answer.GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Tools_of_the_client_get_calls_whole_and_as_a_stream()
    {
        await using var host = await StartAsync();
        var device = host.AddDevice();
        var chat = host.PostAsync("/v1/chat/completions", Body("bear lamp off", Tools));
        await device.AnswerAsync(" off bear lamp");
        var answer = await ReadAsync(await chat);
        Assert.Equal("tool_calls", answer.GetProperty("finish_reason").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("message").GetProperty("content").ValueKind);
        var function = answer.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        Assert.Equal("home_control", function.GetProperty("name").GetString());
        Assert.Contains("\"action\":\"off\"", function.GetProperty("arguments").GetString(), StringComparison.Ordinal);

        var stream = host.PostAsync("/v1/chat/completions", Body("bear lamp off", Tools + ",\"stream\":true"));
        await device.AnswerAsync(" off bear lamp");
        using var response = await stream;
        var events = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"tool_calls\":[{\"index\":0,\"id\":\"call_", events, StringComparison.Ordinal);
        Assert.Contains("\"finish_reason\":\"tool_calls\"", events, StringComparison.Ordinal);
        Assert.Empty(_points.Set);
    }

    [Fact]
    public async Task What_a_tool_has_said_is_the_answer_and_nothing_is_called_again()
    {
        await using var host = await StartAsync();
        var chat = host.PostAsync("/v1/chat/completions", """
            {"model":"edgeagent-home","messages":[{"role":"user","content":"bear lamp off"},
            {"role":"assistant","content":null,"tool_calls":[]},{"role":"tool","content":"The lamp is off."}]
            """ + Tools + "}");
        await host.AddDevice().AnswerAsync(" off bear lamp");
        Assert.Equal("The lamp is off.", (await ReadAsync(await chat)).GetProperty("message").GetProperty("content").GetString());
    }

    private Task<GatewayHost> StartAsync() => GatewayHost.StartAsync(services => services
        .AddSingleton<IModelCatalogue>(new FixedCatalogue(FixedCatalogue.Story with { Name = "edgeagent-home" }))
        .AddSingleton<IHomePoints>(_points).AddSingleton<IPointCommands>(_points).AddHubAssistant());

    private static string Body(string sentence, string more) =>
        $$"""{"model":"edgeagent-home","messages":[{"role":"user","content":"{{sentence}}"}]{{more}}}""";

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            return body.GetProperty("choices")[0];
        }
    }
}

using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Tests.Gateway;

public sealed class ChatStreamingTests
{
    [Fact]
    public async Task An_answer_streams_as_server_sent_events_and_ends_with_done()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 0, "Once \"upon\"\n", 1, 2);
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        Assert.Equal(device.Id.ToString(), response.Headers.GetValues("x-edgeagent-device").Single());

        var opening = await events.NextJsonAsync();
        Assert.Equal("chat.completion.chunk", opening.GetProperty("object").GetString());
        Assert.Equal("story", opening.GetProperty("model").GetString());
        Assert.Equal("assistant", Choice(opening).GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal(JsonValueKind.Null, Choice(opening).GetProperty("finish_reason").ValueKind);
        var text = await events.NextJsonAsync();
        Assert.Equal("Once \"upon\"\n", Choice(text).GetProperty("delta").GetProperty("content").GetString());
        Assert.Equal(opening.GetProperty("id").GetString(), text.GetProperty("id").GetString());

        await device.ChunkAsync(job.Id, 1, "Zeit für ein Märchen 🐉", 3);
        Assert.Equal(
            "Zeit für ein Märchen 🐉",
            Choice(await events.NextJsonAsync()).GetProperty("delta").GetProperty("content").GetString());

        var claim = new Bytes32(Enumerable.Repeat((byte)7, 32).ToArray());
        await device.FinishAsync(job.Id, 2, JobOutcome.Stop, claim: claim);
        var end = await events.NextJsonAsync();
        Assert.Equal("stop", Choice(end).GetProperty("finish_reason").GetString());
        Assert.Equal(device.Id.ToString(), end.GetProperty("edgeagent").GetProperty("device").GetString());
        Assert.Equal(claim.ToString(), end.GetProperty("edgeagent").GetProperty("claim").GetString());
        Assert.False(end.TryGetProperty("usage", out _));
        Assert.Equal(["[DONE]"], await events.RestAsync());
        Assert.Equal(3, (await device.TakeAckAsync(TestContext.Current.CancellationToken)).Next);
    }

    [Fact]
    public async Task Usage_comes_last_when_it_was_asked_for()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync(",\"stream_options\":{\"include_usage\":true}");
        await device.AnswerAsync("a", "b");
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        var all = await events.RestAsync();
        Assert.Equal("[DONE]", all[^1]);
        var usage = JsonDocument.Parse(all[^2]).RootElement;
        Assert.Equal(0, usage.GetProperty("choices").GetArrayLength());
        Assert.Equal(5, usage.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(2, usage.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(7, usage.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        foreach (var chunk in all[..^2])
        {
            Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(chunk).RootElement.GetProperty("usage").ValueKind);
        }
    }

    [Fact]
    public async Task A_completion_streams_as_text()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.PostAsync("/v1/completions", """{"model":"story","prompt":"Once","stream":true}""");
        await device.AnswerAsync(" upon", " a time");
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        var all = await events.RestAsync();
        var chunks = all[..^1].Select(e => JsonDocument.Parse(e).RootElement).ToList();
        Assert.All(chunks, c => Assert.Equal("text_completion", c.GetProperty("object").GetString()));
        Assert.Equal(" upon a time", string.Concat(chunks.Select(c => Choice(c).GetProperty("text").GetString())));
        Assert.Equal("stop", Choice(chunks[^1]).GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task When_the_device_dies_in_mid_answer_another_goes_on_in_the_same_stream()
    {
        await using var host = await GatewayHost.StartAsync();
        var first = host.AddDevice('a');
        var asking = host.StreamAsync();
        var job = await first.TakeJobAsync();
        await first.AcceptAsync(job.Id);
        await first.ChunkAsync(job.Id, 0, "Once", 11, 12);
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        await events.NextAsync();
        await events.NextAsync();

        var second = host.AddDevice('b');
        first.GoOffline();
        var rest = await second.TakeJobAsync();
        Assert.Equal([11, 12], rest.Resume);
        Assert.NotEqual(job.Id, rest.Id);
        Assert.NotEqual(job.Lock.Lock.QuoteHash, rest.Lock.Lock.QuoteHash);
        Assert.Equal(job.Lock.Lock.Seed, rest.Lock.Lock.Seed);
        await second.AcceptAsync(rest.Id);
        await second.ChunkAsync(rest.Id, 0, " upon", 13);
        await second.FinishAsync(rest.Id, 1, JobOutcome.Stop);
        var all = await events.RestAsync();
        Assert.Equal(" upon", EventStream.TextOf(all));
        Assert.Equal("[DONE]", all[^1]);

        // The first one is back and knows nothing of all this: it is told to stop.
        first.ComeBack(restarted: false);
        await first.ChunkAsync(job.Id, 1, " dead", 14);
        Assert.Equal(job.Id, (await first.TakeCancelAsync()).Job);
    }

    [Fact]
    public async Task A_stream_that_cannot_go_on_ends_with_an_error_and_without_done()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 0, "Once", 1);
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        await device.FinishAsync(job.Id, 1, JobOutcome.Failed, detail: "out of memory");
        var all = await events.RestAsync();
        var error = JsonDocument.Parse(all[^1]).RootElement.GetProperty("error");
        Assert.Equal("device_failed", error.GetProperty("code").GetString());
        Assert.Contains("out of memory", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_in_mid_answer_ends_the_stream_with_an_error()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync("", ("x-edgeagent-deadline-ms", "1500"));
        var job = await device.TakeJobAsync();
        Assert.InRange(job.TtlMs, 1, 1500);
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 0, "Once", 1);
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        var all = await events.RestAsync();
        Assert.Equal(
            "deadline_exceeded",
            JsonDocument.Parse(all[^1]).RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(job.Id, (await device.TakeCancelAsync()).Job);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_job_on_the_device()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 0, "Once", 1);
        using (await asking)
        {
            // Disposing an unread response closes the connection.
        }
        Assert.Equal(job.Id, (await device.TakeCancelAsync()).Job);
    }

    [Fact]
    public async Task Duplicates_and_disorder_on_the_wire_do_not_reach_the_client()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 1, "b", 2);
        await device.ChunkAsync(job.Id, 0, "a", 1);
        await device.ChunkAsync(job.Id, 0, "a", 1);
        await device.ChunkAsync(job.Id, 2, "c", 3);
        await device.ChunkAsync(job.Id, 1, "b", 2);
        await device.FinishAsync(job.Id, 3, JobOutcome.Stop);
        await device.FinishAsync(job.Id, 3, JobOutcome.Stop);
        using var response = await asking;
        using var events = await EventStream.OpenAsync(response);
        Assert.Equal("abc", EventStream.TextOf(await events.RestAsync()));
    }

    private static JsonElement Choice(JsonElement chunk) => chunk.GetProperty("choices")[0];
}

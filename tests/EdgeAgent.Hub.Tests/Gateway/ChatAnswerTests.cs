using System.Net;
using System.Text;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Tests.Gateway;

public sealed class ChatAnswerTests
{
    [Fact]
    public async Task A_whole_answer_has_text_usage_device_and_claim()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var claim = new Bytes32(Enumerable.Repeat((byte)9, 32).ToArray());
        var asking = host.ChatAsync();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 0, "Once upon", 1, 2);
        await device.FinishAsync(job.Id, 1, JobOutcome.Length, unitsIn: 5, unitsOut: 2, claim: claim);
        using var response = await asking;
        var answer = await JsonAsync(response);
        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        var choice = answer.GetProperty("choices")[0];
        Assert.Equal("Once upon", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("assistant", choice.GetProperty("message").GetProperty("role").GetString());
        Assert.Equal("length", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(7, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Equal(device.Id.ToString(), response.Headers.GetValues("x-edgeagent-device").Single());
        Assert.Equal(claim.ToString(), response.Headers.GetValues("x-edgeagent-claim").Single());
        Assert.Equal("9", response.Headers.GetValues("x-edgeagent-cost").Single()); // 5 in at 1, 2 out at 2
    }

    [Fact]
    public async Task A_whole_completion_has_its_text()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.PostAsync("/v1/completions", """{"model":"story","prompt":["Once"]}""");
        var job = await device.AnswerAsync(" upon");
        Assert.Equal("""{"prompt":"Once"}""", Encoding.UTF8.GetString(job.Input));
        Assert.Equal(16, job.MaxTokens); // OpenAI's default for completions
        using var response = await asking;
        var answer = await JsonAsync(response);
        Assert.Equal("text_completion", answer.GetProperty("object").GetString());
        Assert.Equal(" upon", answer.GetProperty("choices")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_job_carries_what_was_asked_and_the_hub_signed_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.PostAsync("/v1/chat/completions", """
            {"model":"story","seed":-1,"temperature":0.5,"top_p":0.9,"top_k":40,"min_p":0.05,"repetition_penalty":1.1,
             "max_completion_tokens":77,"stop":"\n","user":"u","some_future_field":{"a":[1,2]},
             "messages":[{"role":"developer","content":"Be brief"},
                         {"role":"user","content":[{"type":"text","text":"Tell "},{"type":"text","text":"me"}]}]}
            """);
        var job = await device.AnswerAsync("x");
        using var response = await asking;
        response.EnsureSuccessStatusCode();

        Assert.Equal(
            new SamplingParameters
            {
                Temperature = 0.5f,
                TopP = 0.9f,
                TopK = 40,
                MinP = 0.05f,
                RepetitionPenalty = 1.1f,
            },
            job.Sampling);
        Assert.Equal(["\n"], job.Stop);
        Assert.Equal(77, job.MaxTokens);
        var input = WireJson.Parse(job.Input, WireJson.Default.JobInput);
        Assert.Equal([new ChatMessage("system", "Be brief"), new ChatMessage("user", "Tell me")], input.Messages);
        var agreed = job.Lock.Lock;
        Assert.Equal(ulong.MaxValue, agreed.Seed);
        Assert.Equal(Keccak256.Hash(CanonicalSampling.Encode(job.Sampling, job.Stop)), agreed.SamplerHash);
        Assert.Equal(Commitment.Compute(job.InputSalt, job.Input), agreed.InputCommit);
        Assert.Equal(TypedData.Digest(job.Quote.Quote), agreed.QuoteHash);
        Assert.True(agreed.MaxSpend >= QuotePrice.Of(job.Quote.Quote, 0, 77));
        Assert.Equal(Home.IdOf(agreed.Requester), agreed.HomeId);
        Assert.True(SignatureVerifier.Verify(TypedData.Digest(agreed), job.Lock.Signature, agreed.Requester));
    }

    [Fact]
    public async Task Two_requests_without_a_seed_get_different_ones()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var seeds = new HashSet<ulong>();
        for (var i = 0; i < 2; i++)
        {
            var asking = host.ChatAsync();
            seeds.Add((await device.AnswerAsync("x")).Lock.Lock.Seed);
            using var response = await asking;
        }
        Assert.Equal(2, seeds.Count);
    }

    [Fact]
    public async Task The_models_are_listed_as_OpenAI_lists_them()
    {
        await using var host = await GatewayHost.StartAsync();
        using var list = await host.Client.GetAsync("/v1/models", TestContext.Current.CancellationToken);
        var model = (await JsonAsync(list)).GetProperty("data")[0];
        Assert.Equal("story", model.GetProperty("id").GetString());
        Assert.Equal("model", model.GetProperty("object").GetString());
        Assert.True(model.GetProperty("edgeagent").GetProperty("random").GetBoolean());
        using var one = await host.Client.GetAsync("/v1/models/story", TestContext.Current.CancellationToken);
        Assert.Equal("story", (await JsonAsync(one)).GetProperty("id").GetString());
        using var none = await host.Client.GetAsync("/v1/models/other", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>Every answer ends in a claim that a stranger can check.</summary>
public sealed class ClaimTests(RunningHub running) : IClassFixture<RunningHub>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ethers_recovers_the_device_from_a_fetched_claim_and_no_flipped_bit_survives()
    {
        var hub = running.Hub;
        using var answer = await hub.Http.PostAsJsonAsync(
            "v1/completions", new { model = "random-tiny", prompt = "Hello", max_tokens = 4 }, Cancellation);
        answer.EnsureSuccessStatusCode();
        var device = Assert.Single(answer.Headers.GetValues("x-edgeagent-device"));
        var hash = Assert.Single(answer.Headers.GetValues("x-edgeagent-claim"));
        await Eventually.TrueAsync(
            "the claim is stored",
            async () =>
            {
                using var found = await hub.Http.GetAsync($"api/hub/claims/{hash}", Cancellation);
                return found.IsSuccessStatusCode;
            },
            Cancellation);

        var said = await NodeScript.RunAsync(
            "claim-ethers.mjs", [$"{hub.Http.BaseAddress}api/hub/claims/{hash}"], Cancellation);

        using var seen = JsonDocument.Parse(said);
        Assert.Equal(device, seen.RootElement.GetProperty("signer").GetString());
        Assert.Equal(hash, seen.RootElement.GetProperty("digest").GetString());
        Assert.True(seen.RootElement.GetProperty("flips").GetInt32() > 4000);
        Assert.Equal(0, seen.RootElement.GetProperty("survived").GetInt32());
        var claim = await hub.GetJsonAsync($"api/hub/claims/{hash}", Cancellation);
        Assert.Equal("accepted", claim.GetProperty("verdict").GetString());
    }
}

using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Chaos;

/// <summary>Compares what the devices signed with what the hub holds, after everything has come to rest.</summary>
/// <param name="Claims">Claims that the devices hold.</param>
/// <param name="Faults">Broken promises; none are allowed.</param>
internal sealed record ChaosVerdict(int Claims, IReadOnlyList<string> Faults)
{
    public static async Task<ChaosVerdict> ReadAsync(ChaosHome home, CancellationToken cancellationToken)
    {
        var hub = home.Hub!;
        await Eventually.TrueAsync("no device has work left", () => IsIdleAsync(hub, cancellationToken), cancellationToken);
        await Eventually.TrueAsync(
            "the hub holds every claim that the devices hold",
            async () => Signed(home) <= (await ReadHubAsync(hub, cancellationToken)).Count,
            cancellationToken);

        var faults = new List<string>();
        var held = await ReadHubAsync(hub, cancellationToken);
        var claims = 0;
        foreach (var device in home.DeviceDirectories)
        {
            var chain = DeviceChain.Read(device);
            claims += chain.Digests.Count;
            Compare(chain, held, faults);
        }
        if (held.Count != claims)
        {
            faults.Add($"the hub holds {held.Count} claims, the devices have signed {claims}");
        }
        return new ChaosVerdict(claims, faults);
    }

    private static int Signed(ChaosHome home) => home.DeviceDirectories.Sum(d => DeviceChain.Read(d).Digests.Count);

    private static void Compare(DeviceChain chain, Dictionary<string, JsonElement> held, List<string> faults)
    {
        for (var i = 0; i < chain.Digests.Count; i++)
        {
            if (!held.TryGetValue(chain.Digests[i], out var claim))
            {
                faults.Add($"claim {i + 1}, {chain.Digests[i]}, is lost");
            }
            else if (claim.GetProperty("seq").GetInt64() != i + 1 || claim.GetProperty("verdict").GetString() != "accepted")
            {
                faults.Add($"claim {i + 1} is held as {claim}");
            }
        }
    }

    private static async Task<Dictionary<string, JsonElement>> ReadHubAsync(
        HubProcess hub, CancellationToken cancellationToken)
    {
        var held = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        string? before = "";
        while (before is not null)
        {
            var page = await hub.GetJsonAsync($"api/hub/claims?limit=100{before}", cancellationToken);
            foreach (var claim in page.GetProperty("claims").EnumerateArray())
            {
                held.Add(claim.GetProperty("hash").GetString()!, claim); // a claim that is there twice throws
            }
            before = page.TryGetProperty("before", out var next) && next.ValueKind == JsonValueKind.Number
                ? $"&before={next.GetInt64()}"
                : null;
        }
        return held;
    }

    /// <summary>Devices say what they have to do; a stuck job would stand there for ever.</summary>
    private static async Task<bool> IsIdleAsync(HubProcess hub, CancellationToken cancellationToken) =>
        (await hub.ListDevicesAsync(cancellationToken)).All(device =>
            device.GetProperty("queue").GetInt32() == 0 && device.GetProperty("jobs").GetInt32() == 0);
}

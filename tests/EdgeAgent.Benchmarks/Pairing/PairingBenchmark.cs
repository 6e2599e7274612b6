using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.Benchmarks.Pairing;

/// <summary>A thousand flashed cards are switched on at once.</summary>
internal sealed class PairingBenchmark : IBenchmark
{
    private const int Cards = 1_000;
    private const int AtOnce = 32;
    private const int KnocksEach = 20;

    public string Name => "pairing";

    public string Question => $"How many devices a minute does a hub take in, from {Cards} addresses with printed secrets?";

    public async Task RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.Combine("cards"));
        var cards = new PreparedCard[Cards];
        Parallel.For(0, Cards, i => cards[i] = new PreparedCard(directory.Combine("cards"), i));
        await using var hub = await HubProcess.StartAsync(directory.Combine("hub"), cancellationToken, localDevices: 0);
        await RegisterAsync(hub, cards, cancellationToken);
        var before = ProcessMemory.Of(hub.Process.Id);
        var cpuBefore = ProcessMemory.CpuOf(hub.Process.Id);

        var peak = before.RssBytes;
        var clock = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(cards, options, async (card, token) =>
        {
            await card.PairAsync(hub.AllPorts[2], token);
            InterlockedMax(ref peak, ProcessMemory.Of(hub.Process.Id).RssBytes);
        });
        clock.Stop();
        var cpu = ProcessMemory.CpuOf(hub.Process.Id) - cpuBefore;

        var taken = 0;
        await Parallel.ForEachAsync(cards, options, async (card, token) =>
            Interlocked.Add(ref taken, await card.KnockAsync(hub.AllPorts[2], KnocksEach, token)));
        var flooded = ProcessMemory.Of(hub.Process.Id);
        foreach (var card in cards)
        {
            card.Dispose();
        }

        await report.WriteLineAsync("| | measured |\n|---|---|");
        await report.WriteLineAsync($"| devices taken in, each up to its first mutual-TLS connection | {Cards} in {clock.Elapsed.TotalSeconds:F1} s |");
        await report.WriteLineAsync($"| a minute, clients on the same machine | {Cards / clock.Elapsed.TotalMinutes:F0} |");
        await report.WriteLineAsync($"| hub's processor time for one | {cpu.TotalMilliseconds / Cards:F1} ms |");
        await report.WriteLineAsync($"| hub RSS before, at most, after {Cards * KnocksEach} hellos of strangers | {before.RssBytes / 1e6:F0}, {peak / 1e6:F0}, {flooded.RssBytes / 1e6:F0} MB |");
    }

    private static async Task RegisterAsync(HubProcess hub, IEnumerable<PreparedCard> cards, CancellationToken cancellationToken)
    {
        var token = await File.ReadAllTextAsync(Path.Combine(hub.DataDirectory, "console.token"), cancellationToken);
        foreach (var card in cards)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/hub/pairing/secrets");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content = JsonContent.Create(new { secret = card.Label });
            using var response = await hub.Http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    private static void InterlockedMax(ref long peak, long value)
    {
        var known = Volatile.Read(ref peak);
        while (value > known)
        {
            known = Interlocked.CompareExchange(ref peak, value, known) is var seen && seen == known ? value : seen;
        }
    }
}

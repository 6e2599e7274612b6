using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EdgeAgent.EndToEnd.Chaos;

/// <summary>Clients that ask one question after the other and hold every answer to its promises.</summary>
internal sealed class ChaosLoad : IAsyncDisposable
{
    /// <summary>No request may stay open longer: the hub's own deadline is asked to be shorter.</summary>
    private static readonly TimeSpan s_requestLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(50);

    private const int MaxTokens = 200;

    private readonly ChaosHome _home;
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<int, string> _answers = new();
    private readonly SemaphoreSlim _pieces = new(0);
    private readonly Task[] _clients;
    private int _answered;
    private int _failedHonestly;

    public ChaosLoad(ChaosHome home, int clients)
    {
        _home = home;
        _clients = [.. Enumerable.Range(0, clients).Select(c => Task.Run(() => AskForeverAsync(c), CancellationToken.None))];
    }

    /// <summary>Returns when so many more pieces of answers have arrived.</summary>
    public async Task WaitForPiecesAsync(int pieces, CancellationToken cancellationToken)
    {
        for (var i = 0; i < pieces; i++)
        {
            Assert.True(
                await _pieces.WaitAsync(s_requestLimit + s_requestLimit, cancellationToken), "no answer moves any more");
        }
    }

    /// <summary>Lets every open request end and tells how they went.</summary>
    public async Task<ChaosRequests> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
        return new ChaosRequests(_answered, _failedHonestly, [.. _faults]);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stop.Dispose();
        _pieces.Dispose();
    }

    private async Task AskForeverAsync(int client)
    {
        while (!_stop.IsCancellationRequested)
        {
            await AskOnceAsync(client);
        }
    }

    /// <summary>A request that has begun is seen to its end, also when the run stops.</summary>
    private async Task AskOnceAsync(int client)
    {
        using var limit = new CancellationTokenSource(s_requestLimit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_home.Api, "v1/completions"))
            {
                Content = JsonContent.Create(new
                {
                    model = "random-tiny",
                    prompt = $"Question {client}",
                    max_tokens = MaxTokens,
                    temperature = 0,
                    stream = true,
                }),
            };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                await FailedAsync();
                return;
            }
            await ReadAsync(client, response, limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The hub itself was killed: the connection breaks at once, which is honest.
            await FailedAsync();
        }
        catch (OperationCanceledException)
        {
            _faults.Enqueue($"client {client}: a request hung for more than {s_requestLimit}");
        }
    }

    /// <summary>Counts it, and waits as a client does that has been told to try again.</summary>
    private async Task FailedAsync()
    {
        Interlocked.Increment(ref _failedHonestly);
        await Task.Delay(s_retryDelay, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(int client, HttpResponseMessage response, CancellationToken limit)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit));
        var text = new StringBuilder();
        var finished = false;
        while (await reader.ReadLineAsync(limit) is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }
            if (line == "data: [DONE]")
            {
                finished = true;
                break;
            }
            using var json = JsonDocument.Parse(line.AsMemory(6));
            if (json.RootElement.TryGetProperty("error", out _))
            {
                Interlocked.Increment(ref _failedHonestly);
                return;
            }
            foreach (var choice in json.RootElement.GetProperty("choices").EnumerateArray())
            {
                text.Append(choice.GetProperty("text").GetString());
            }
            _pieces.Release();
        }
        if (!finished)
        {
            throw new IOException("the stream broke off");
        }
        Interlocked.Increment(ref _answered);
        Compare(client, text.ToString());
    }

    /// <summary>Greedy answers to one question are one text, however often the work moved to another device.</summary>
    private void Compare(int client, string text)
    {
        var first = _answers.GetOrAdd(client, text);
        if (!string.Equals(first, text, StringComparison.Ordinal))
        {
            _faults.Enqueue($"client {client}: two answers to one question\n{first}\n--\n{text}");
        }
    }
}

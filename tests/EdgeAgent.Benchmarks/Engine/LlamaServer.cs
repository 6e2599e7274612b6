using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.Benchmarks.Engine;

/// <summary>A running llama-server.</summary>
internal sealed class LlamaServer : IAnswerer
{
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    public LlamaServer(ChildProcess process, int port)
    {
        _process = process;
        _client = new HttpClient
        {
            BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")),
            Timeout = TimeSpan.FromMinutes(10),
        };
    }

    public long ResidentBytes => ProcessMemory.Of(_process.Id).RssBytes;

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"llama-server ended: {_process.Output}");
        }
        try
        {
            using var answer = await _client.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async IAsyncEnumerable<int> AnswerAsync(
        string prompt, int tokens, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/completion")
        {
            Content = JsonContent.Create(new Dictionary<string, object>
            {
                ["prompt"] = prompt, ["n_predict"] = tokens, ["temperature"] = 0, ["stream"] = true,
                ["cache_prompt"] = true,
            }),
        };
        using var answer = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("\"tokens\":[", StringComparison.Ordinal) && !line.Contains("\"stop\":true", StringComparison.Ordinal))
            {
                yield return 1;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}

using System.Text.Json;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>Reads server-sent events as strictly as the format is: <c>data: …</c>, an empty line.</summary>
internal sealed class EventStream(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    public static async Task<EventStream> OpenAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await Explain(response));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event's data; null at the end of the stream.</summary>
    public async Task<string?> NextAsync()
    {
        var line = await _reader.ReadLineAsync(TestContext.Current.CancellationToken);
        if (line is null)
        {
            return null;
        }
        Assert.StartsWith("data: ", line, StringComparison.Ordinal);
        Assert.Equal("", await _reader.ReadLineAsync(TestContext.Current.CancellationToken));
        return line["data: ".Length..];
    }

    /// <summary>The next event as JSON.</summary>
    public async Task<JsonElement> NextJsonAsync() =>
        JsonDocument.Parse(Assert.IsType<string>(await NextAsync())).RootElement;

    /// <summary>All further events.</summary>
    public async Task<List<string>> RestAsync()
    {
        var events = new List<string>();
        while (await NextAsync() is { } next)
        {
            events.Add(next);
        }
        return events;
    }

    /// <summary>The text of chat chunks, put together.</summary>
    public static string TextOf(IEnumerable<string> events) => string.Concat(events
        .Where(e => e != "[DONE]")
        .Select(e => JsonDocument.Parse(e).RootElement.GetProperty("choices"))
        .Where(choices => choices.GetArrayLength() > 0)
        .Select(choices => choices[0].GetProperty("delta"))
        .Select(delta => delta.TryGetProperty("content", out var text) ? text.GetString() : ""));

    public void Dispose() => _reader.Dispose();

    private static async Task<string> Explain(HttpResponseMessage response) => response.IsSuccessStatusCode
        ? ""
        : $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
}

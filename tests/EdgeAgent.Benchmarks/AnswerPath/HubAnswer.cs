using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.Benchmarks.AnswerPath;

/// <summary>A client's way: HTTP to the hub, MQTT to a device process, and the stream back.</summary>
internal sealed class HubAnswer(HubProcess hub, string model)
{
    private int _question;

    public async Task<AnswerTiming> MeasureAsync(int tokens, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/completions")
        {
            Content = JsonContent.Create(new
            {
                model,
                prompt = Questions.Next(ref _question),
                max_tokens = tokens,
                temperature = 0,
                stream = true,
                stream_options = new { include_usage = true },
            }),
        };
        var asked = Stopwatch.GetTimestamp();
        using var response = await hub.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        long first = 0;
        var firstChars = 0;
        var chars = 0;
        var generated = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line && line != "data: [DONE]")
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }
            using var json = JsonDocument.Parse(line.AsMemory(6));
            chars += Text(json.RootElement).Length;
            if (first == 0 && chars > 0)
            {
                first = Stopwatch.GetTimestamp();
                firstChars = chars;
            }
            generated = Generated(json.RootElement) ?? generated;
        }
        var last = Stopwatch.GetTimestamp();
        // Chunks carry text, not counts: the first chunk's share of the tokens is its share of the text.
        var atFirst = Math.Max(1, (int)Math.Round((double)generated * firstChars / Math.Max(1, chars)));
        return AnswerTiming.Of(asked, first, last, generated - atFirst);
    }

    private static string Text(JsonElement chunk) =>
        chunk.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0
            ? choices[0].GetProperty("text").GetString() ?? ""
            : "";

    private static int? Generated(JsonElement chunk) =>
        chunk.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
            ? usage.GetProperty("completion_tokens").GetInt32()
            : null;
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Models;

namespace EdgeAgent.Edge.Models;

/// <summary>The model part of the hub's HTTPS door for devices. Made for one round of fetching, then disposed: an idle agent keeps no HTTP client in memory.</summary>
internal sealed class ModelDoor : IDisposable
{
    /// <summary>Largest model list, bytes.</summary>
    private const int ListBytes = 256 * 1024;

    private readonly HttpClient _client;

    public ModelDoor(string host, int port, HubTls tls)
    {
        // The stream is dialled and authenticated as for MQTT, so there is one place that decides whom to trust.
#pragma warning disable CA2000 // the client disposes its handler
        var handler = new SocketsHttpHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = async (context, cancellationToken) =>
                await tls.ConnectAsync(context.DnsEndPoint, cancellationToken),
        };
        _client = new HttpClient(handler)
        {
            // Plain to the handler: the callback's stream is already TLS.
            BaseAddress = new UriBuilder(Uri.UriSchemeHttp, host, port).Uri,
            Timeout = Timeout.InfiniteTimeSpan, // a large model takes its time; silence is bounded per read
            MaxResponseContentBufferSize = ListBytes,
        };
    }

    /// <summary>What the hub offers.</summary>
    /// <exception cref="ModelFetchException">The hub did not answer as it should.</exception>
    public async Task<IReadOnlyList<OfferedModel>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var json = await _client.GetByteArrayAsync("models", cancellationToken);
            var models = JsonSerializer.Deserialize(json, ModelListJson.Default.OfferedModels)?.Models
                ?? throw new ModelFetchException("The hub's model list is null.");
            return models.Count <= WireLimits.Models
                ? models
                : throw new ModelFetchException($"The hub lists {models.Count} models; at most {WireLimits.Models} are allowed.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException or SocketException)
        {
            throw new ModelFetchException($"The hub's model list cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Opens a model's bytes from an offset on.</summary>
    /// <returns>The response, and where it really begins: 0 when the hub ignores ranges.</returns>
    /// <exception cref="ModelFetchException">The hub does not give it.</exception>
    public async Task<ModelDownload> OpenAsync(ModelDigest digest, long offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"models/{digest}");
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }
        HttpResponseMessage response;
        try
        {
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw new ModelFetchException($"The hub does not answer: {e.Message}", e);
        }
        var begins = response.StatusCode switch
        {
            HttpStatusCode.OK => 0,
            HttpStatusCode.PartialContent => response.Content.Headers.ContentRange?.From ?? -1,
            _ => -1,
        };
        if (begins == 0 || (begins == offset && offset > 0))
        {
            return new ModelDownload(response, begins);
        }
        response.Dispose();
        throw new ModelFetchException($"The hub answers {(int)response.StatusCode} for bytes from {offset} on.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}

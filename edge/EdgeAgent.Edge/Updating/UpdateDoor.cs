using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Edge.Updating;

/// <summary>The update part of the hub's HTTPS door for devices. Made for one look, then disposed.</summary>
internal sealed class UpdateDoor : IDisposable
{
    private readonly HttpClient _client;

    public UpdateDoor(string host, HomeMembership home, HubTls tls)
    {
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
            BaseAddress = new UriBuilder(Uri.UriSchemeHttp, host, home.Doors.DevicePort).Uri,
            Timeout = Timeout.InfiniteTimeSpan, // silence is bounded by who reads
            MaxResponseContentBufferSize = ReleaseLimits.EnvelopeBytes,
        };
    }

    /// <summary>Says how things stand, and asks for a release.</summary>
    /// <returns>A release's envelope, unverified; null: nothing for this device now.</returns>
    /// <exception cref="UpdateException">The hub did not answer as it should.</exception>
    public async Task<byte[]?> CheckInAsync(UpdateCheckIn word, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync(
                "updates/check", word, ReleaseJson.Default.UpdateCheckIn, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.NoContent => null,
                HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancellationToken),
                _ => throw new UpdateException($"The hub answers {(int)response.StatusCode} to the question for updates."),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw new UpdateException($"The hub does not answer: {e.Message}", e);
        }
    }

    /// <summary>Opens an archive from an offset on.</summary>
    /// <returns>The response, and where it really begins: 0 when the hub ignores ranges.</returns>
    /// <exception cref="UpdateException">The hub does not give it.</exception>
    public async Task<(HttpResponseMessage Response, long Begins)> OpenAsync(
        string sha256, long offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"updates/files/{sha256}");
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
            throw new UpdateException($"The hub does not answer: {e.Message}", e);
        }
        var begins = response.StatusCode switch
        {
            HttpStatusCode.OK => 0,
            HttpStatusCode.PartialContent => response.Content.Headers.ContentRange?.From ?? -1,
            _ => -1,
        };
        if (begins == 0 || (begins == offset && offset > 0))
        {
            return (response, begins);
        }
        response.Dispose();
        throw new UpdateException($"The hub answers {(int)response.StatusCode} for bytes from {offset} on.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}

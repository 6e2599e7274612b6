using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Pairing;

/// <summary>
/// The hub's device door as a device without a certificate sees it. TLS hides the exchange from bystanders and proves nothing:
/// who is there shows in the exchange itself. Where the card pins the hub's authority, no other hub is talked to.
/// </summary>
internal sealed class StrangerDoor : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client;
    private readonly X509Certificate2? _authority;

    /// <param name="target">Where.</param>
    /// <param name="authority">The card's pin; not disposed here.</param>
    public StrangerDoor(HubTarget target, X509Certificate2? authority)
    {
        _authority = authority;
#pragma warning disable CA2000 // the client disposes its handler
        var handler = new SocketsHttpHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = s_patience,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => IsWelcome(certificate),
            },
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new UriBuilder(Uri.UriSchemeHttps, target.Host, target.Port).Uri,
            Timeout = s_patience,
            MaxResponseContentBufferSize = WireLimits.MessageBytes,
        };
    }

    /// <summary>Sends one message of the exchange.</summary>
    /// <param name="path"><c>pair/hello</c>, <c>pair/reply</c> or <c>pair/confirm</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="type">Its shape.</param>
    /// <param name="next">The shape of what may come back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DoorAnswer<TNext>> SendAsync<T, TNext>(
        string path, T message, JsonTypeInfo<T> type, JsonTypeInfo<TNext> next, CancellationToken cancellationToken)
        where T : class, IWireMessage
        where TNext : class, IWireMessage
    {
        using var content = new ByteArrayContent(WireJson.Write(message, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.PostAsync(path, content, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new DoorAnswer<TNext>.Next(WireJson.Parse(body, next)),
                HttpStatusCode.Accepted => new DoorAnswer<TNext>.Wait(
                    TimeSpan.FromMilliseconds(WireJson.Parse(body, WireJson.Default.PairingWait).RetryMs)),
                HttpStatusCode.Forbidden => new DoorAnswer<TNext>.Refused(
                    TimeSpan.FromMilliseconds(WireJson.Parse(body, WireJson.Default.PairingRefused).RetryMs)),
                var other => new DoorAnswer<TNext>.Unreachable($"it is no hub: it answers with status {(int)other}"),
            };
        }
        catch (WireFormatException)
        {
            return new DoorAnswer<TNext>.Unreachable("it is no hub: its answer is not of pairing");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DoorAnswer<TNext>.Unreachable("no answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new DoorAnswer<TNext>.Unreachable(Innermost(e));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private bool IsWelcome(X509Certificate? certificate) =>
        _authority is null || (certificate is X509Certificate2 server && HubPin.Fits(server, _authority));

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }
        return e.Message;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Pairing;

/// <summary>The first mutual-TLS connection with a new certificate: it makes the device a member of its home, on both sides.</summary>
internal static class FirstConnection
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    /// <summary>Tries all of the hub's hosts. The handshake alone says nothing: in TLS 1.3 a server looks at the client's certificate only after it.</summary>
    /// <returns>Null when the hub has taken the certificate; otherwise why not, in words.</returns>
    public static async Task<string?> TryAsync(
        HomeMembership home, TlsKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        using var tls = new HubTls(home, key, time);
        var reason = "the hub named no host";
        foreach (var host in home.Doors.Hosts)
        {
            using var client = CreateClient(tls, host, home.Doors.DevicePort);
            try
            {
                using var response = await client.GetAsync("pair/active", cancellationToken);
                if (response.StatusCode == HttpStatusCode.NoContent)
                {
                    return null;
                }
                reason = $"the hub answers with status {(int)response.StatusCode}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reason = "no answer in time";
            }
            catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException)
            {
                reason = e.InnerException?.Message ?? e.Message;
            }
        }
        return reason;
    }

    private static HttpClient CreateClient(HubTls tls, string host, int port)
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
        return new HttpClient(handler)
        {
            // Plain to the handler: the callback's stream is already TLS.
            BaseAddress = new UriBuilder(Uri.UriSchemeHttp, host, port).Uri,
            Timeout = s_patience,
            MaxResponseContentBufferSize = 1024,
        };
    }
}

using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Renewal;

/// <summary>The renewal part of the hub's HTTPS door for devices. Made for one round, then disposed.</summary>
/// <remarks>The dates of the hub's certificate do not count here: its own key signs the terms over a fresh number, and the grant and its authority are checked against them.</remarks>
internal sealed class RenewalDoor : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client;
    private readonly HubCredential _credential;
    private readonly Address _device;
    private readonly BootId _boot;

    public RenewalDoor(string host, HubCredential credential, HubTls tls, Address device, BootId boot)
    {
        (_credential, _device, _boot) = (credential, device, boot);
#pragma warning disable CA2000 // the client disposes its handler
        var handler = new SocketsHttpHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = async (context, cancellationToken) =>
                await tls.ConnectAsync(context.DnsEndPoint, credential, anyDate: true, cancellationToken),
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new UriBuilder(Uri.UriSchemeHttp, host, credential.Home.Doors.DevicePort).Uri,
            Timeout = s_patience,
            MaxResponseContentBufferSize = WireLimits.MessageBytes,
        };
    }

    /// <summary>How this device stands.</summary>
    /// <exception cref="RenewalException">No answer, a refusal, or not the hub's word.</exception>
    public async Task<RenewalTerms> AskAsync(CancellationToken cancellationToken)
    {
        var query = new RenewalQuery(new Bytes32(RandomNumberGenerator.GetBytes(Bytes32.SizeBytes)), _boot);
        var signed = await PostAsync(
            "renewal/terms", query, WireJson.Default.RenewalQuery, WireJson.Default.SignedRenewalTerms, cancellationToken);
        var terms = signed.Terms;
        return SignatureVerifier.Verify(TypedData.Digest(terms), signed.Signature, _credential.Home.Hub)
            && terms.Nonce == query.Nonce && terms.Device == _device && terms.HomeId == _credential.Home.HomeId
                ? terms
                : throw new RenewalException("The terms are not this hub's answer to this question.");
    }

    /// <summary>Asks for the next certificate.</summary>
    /// <exception cref="RenewalException">No answer, or a refusal.</exception>
    public Task<EnrolmentGrant> RenewAsync(RenewalRequest request, CancellationToken cancellationToken) => PostAsync(
        "renewal", request, WireJson.Default.RenewalRequest, WireJson.Default.EnrolmentGrant, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<TAnswer> PostAsync<TQuestion, TAnswer>(
        string path,
        TQuestion question,
        JsonTypeInfo<TQuestion> questionType,
        JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellationToken)
        where TQuestion : class, IWireMessage
        where TAnswer : class, IWireMessage
    {
        using var content = new ByteArrayContent(WireJson.Write(question, questionType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.PostAsync(path, content, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? WireJson.Parse(body, answerType)
                : throw new RenewalException(
                    $"The hub answers {(int)response.StatusCode}: {WireText.Clip(System.Text.Encoding.UTF8.GetString(body).TrimEnd())}")
                {
                    IsRefusal = true,
                };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RenewalException("The hub does not answer in time.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException
            or WireFormatException)
        {
            throw new RenewalException($"The hub cannot be asked: {(e.InnerException ?? e).Message}", e);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>
/// Somebody in the middle: takes a device's TLS as the hub, and the hub's as a device, reads everything in the clear, and may
/// change what it likes. Pairing's TLS proves nothing, so neither side notices by TLS.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _hub;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<Exchange> _seen = new();

    private Relay(WebApplication app, HttpClient hub, X509Certificate2 certificate)
    {
        _app = app;
        _hub = hub;
        _certificate = certificate;
    }

    /// <summary>What it does with a request; null: passes it on.</summary>
    /// <remarks>Path, body, and the way to the hub.</remarks>
    public Func<string, byte[], Func<string, byte[], Task<(int Status, byte[] Body)>>, Task<(int Status, byte[] Body)>>? Meddle { get; set; }

    public IReadOnlyList<Exchange> Seen => [.. _seen];

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <param name="listen">Where devices come.</param>
    /// <param name="hub">The real hub's device door.</param>
    public static async Task<Relay> StartAsync(IPAddress listen, IPEndPoint hub, CancellationToken cancellationToken)
    {
        var certificate = MakeCertificate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(listen, 0, door => door.UseHttps(certificate)));
        var relay = new Relay(builder.Build(), TrustingClient.Create(new UriBuilder("https", hub.Address.ToString(), hub.Port).Uri), certificate);
        relay._app.Run(relay.ServeAsync);
        await relay._app.StartAsync(cancellationToken);
        return relay;
    }

    /// <summary>Says something to the hub of its own accord.</summary>
    public async Task<(int Status, byte[] Body)> SayAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await _hub.PostAsync(path, content, CancellationToken.None);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _hub.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var path = context.Request.Path.Value!;
        var (status, answer) = Meddle is { } meddle
            ? await meddle(path, body.ToArray(), SayAsync)
            : await SayAsync(path, body.ToArray());
        _seen.Enqueue(new Exchange(path, body.ToArray(), status, answer));
        context.Response.StatusCode = status;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private static X509Certificate2 MakeCertificate()
    {
#pragma warning disable RS0030 // a key for TLS
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
#pragma warning restore RS0030
        var request = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }
}

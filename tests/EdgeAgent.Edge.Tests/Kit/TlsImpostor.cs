using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Somebody at the hub's place who shows whatever certificate it has, unlike Kestrel also one that is not for servers.</summary>
internal sealed class TlsImpostor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<int> _visits = Channel.CreateUnbounded<int>();
    private readonly Task _serving;

    public TlsImpostor(X509Certificate2 certificate)
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Doors = new HubDoors(["127.0.0.1"], port, port);
        _serving = ServeAsync(certificate);
    }

    /// <summary>Where it waits.</summary>
    public HubDoors Doors { get; }

    /// <summary>Waits for the end of a device's visit.</summary>
    /// <returns>Bytes that the device has said behind the handshake.</returns>
    public Task<int> VisitAsync() => _visits.Reader.ReadAsync(TestContext.Current.CancellationToken).InTimeAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(X509Certificate2 certificate)
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stop.Token);
                await using var stream = new SslStream(new NetworkStream(socket));
                await _visits.Writer.WriteAsync(await ListenAsync(stream, certificate), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task<int> ListenAsync(SslStream stream, X509Certificate2 certificate)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, client, _, _) => client is not null,
        };
        try
        {
            await stream.AuthenticateAsServerAsync(options, _stop.Token);
            return await stream.ReadAsync(new byte[1024], _stop.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return 0; // the device hung up
        }
    }
}

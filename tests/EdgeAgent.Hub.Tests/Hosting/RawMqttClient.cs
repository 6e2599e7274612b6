using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>A client that writes whatever bytes a test wants, as no library would. MQTT 3.1.1 where it keeps to anything.</summary>
public sealed class RawMqttClient : IAsyncDisposable
{
    private readonly TcpClient _tcp;

    private RawMqttClient(TcpClient tcp, Stream stream)
    {
        _tcp = tcp;
        Stream = stream;
    }

    public Stream Stream { get; }

    public static async Task<RawMqttClient> OpenTcpAsync(int port)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return new RawMqttClient(tcp, tcp.GetStream());
    }

    /// <exception cref="System.Security.Authentication.AuthenticationException">The hub refused the certificate already in the handshake.</exception>
    public static async Task<RawMqttClient> OpenTlsAsync(
        int port, X509Certificate2? certificate, int receiveBuffer = 64 * 1024)
    {
        var tcp = new TcpClient { NoDelay = true, ReceiveBufferSize = receiveBuffer };
        await tcp.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "hub",
                ClientCertificateContext = certificate is null
                    ? null
                    : SslStreamCertificateContext.Create(certificate, null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            TestContext.Current.CancellationToken);
        return new RawMqttClient(tcp, tls);
    }

    public static byte[] Connect(string clientId, string? user = null, string? password = null)
    {
        byte flags = (byte)(0x02 | (user is null ? 0 : 0x80) | (password is null ? 0 : 0x40));
        byte[] body =
        [
            .. Text("MQTT"), 4, flags, 0, 60, .. Text(clientId),
            .. user is null ? [] : Text(user), .. password is null ? [] : Text(password),
        ];
        return Packet(0x10, body);
    }

    public static byte[] Publish(string topic, byte[] payload) => Publish(Encoding.UTF8.GetBytes(topic), payload);

    public static byte[] Publish(byte[] topic, byte[] payload) => Packet(0x30, [.. Text(topic), .. payload]);

    /// <summary>QoS 1.</summary>
    public static byte[] PublishReliably(string topic, ushort identifier, byte[] payload) => Packet(
        0x32, [.. Text(topic), (byte)(identifier >> 8), (byte)identifier, .. payload]);

    public static byte[] Subscribe(string filter) => Packet(0x82, [0, 1, .. Text(filter), 0]);

    public static byte[] Packet(byte header, byte[] body)
    {
        var length = new List<byte>();
        var rest = body.Length;
        do
        {
            var digit = (byte)(rest % 128);
            rest /= 128;
            length.Add(rest > 0 ? (byte)(digit | 0x80) : digit);
        }
        while (rest > 0);
        return [header, .. length, .. body];
    }

    public static byte[] Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    public static byte[] Text(byte[] utf8)
    {
        var bytes = new byte[2 + utf8.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)utf8.Length);
        utf8.CopyTo(bytes, 2);
        return bytes;
    }

    public async Task SendAsync(params byte[] bytes)
    {
        await Stream.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask().InTimeAsync();
        await Stream.FlushAsync(TestContext.Current.CancellationToken).InTimeAsync();
    }

    /// <summary>Connects as a client should, and takes the CONNACK.</summary>
    /// <returns>Its return code; 0 is success.</returns>
    public async Task<byte> HelloAsync(string clientId, string? user = null, string? password = null)
    {
        await SendAsync(Connect(clientId, user, password));
        var (header, body) = await ReadPacketAsync();
        Assert.Equal(0x20, header);
        return body[1];
    }

    public async Task<(byte Header, byte[] Body)> ReadPacketAsync()
    {
        var one = new byte[1];
        await Stream.ReadExactlyAsync(one, TestContext.Current.CancellationToken).AsTask().InTimeAsync();
        var header = one[0];
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            await Stream.ReadExactlyAsync(one, TestContext.Current.CancellationToken).AsTask().InTimeAsync();
            length |= (one[0] & 0x7f) << shift;
            if ((one[0] & 0x80) == 0)
            {
                break;
            }
        }
        var body = new byte[length];
        await Stream.ReadExactlyAsync(body, TestContext.Current.CancellationToken).AsTask().InTimeAsync();
        return (header, body);
    }

    /// <summary>Waits until the hub closes the connection; whatever it still says is passed over.</summary>
    public async Task ClosedAsync()
    {
        var rest = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(rest, TestContext.Current.CancellationToken).AsTask().InTimeAsync() > 0)
            {
                // What was under way.
            }
        }
        catch (IOException)
        {
            // Reset: closed all the same.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        _tcp.Dispose();
    }
}

using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace EdgeAgent.Edge.Connection;

/// <summary>Carries MQTT packets over a line that <see cref="HubTls"/> dials, so MQTT and HTTPS trust by one rule. The library's own channels would also bring WebSockets into the program.</summary>
internal sealed class HubChannel(HubTls tls, DnsEndPoint door) : IMqttChannel
{
    private SslStream? _stream;

    /// <inheritdoc/>
    public X509Certificate2? ClientCertificate => null;

    /// <inheritdoc/>
    public EndPoint RemoteEndPoint => door;

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => null;

    /// <inheritdoc/>
    public bool IsSecureConnection => true;

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken cancellationToken) =>
        _stream = await tls.ConnectAsync(door, cancellationToken);

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return _stream is { } stream ? await stream.ReadAsync(buffer.AsMemory(offset, count), cancellationToken) : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0; // closed from this side: an orderly end
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        var stream = _stream ?? throw new MqttCommunicationException("The line to the hub is closed.");
        foreach (var segment in buffer)
        {
            await stream.WriteAsync(segment, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _stream, null)?.Dispose();
}

using System.Net.Sockets;
using System.Text;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>A client on a bare socket with a small buffer, which reads when the test says so.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new() { ReceiveBufferSize = 8192 };

    public static async Task<RawClient> PostStreamAsync(string address)
    {
        var client = new RawClient();
        var uri = new Uri(address);
        await client._tcp.ConnectAsync(uri.Host, uri.Port, TestContext.Current.CancellationToken);
        const string body =
            """{"model":"story","stream":true,"messages":[{"role":"user","content":"hi"}]}""";
        await client._tcp.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/chat/completions HTTP/1.1\r\nHost: {uri.Authority}\r\nContent-Type: application/json\r\n"
                + $"Connection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Reads to the end of the answer; how often a character occurred.</summary>
    public async Task<long> CountAsync(char wanted)
    {
        var buffer = new byte[1 << 16];
        var count = 0L;
        while (true)
        {
            int read;
            try
            {
                read = await _tcp.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                return count; // the hub has cut the connection
            }
            if (read == 0)
            {
                return count;
            }
            count += buffer.AsSpan(0, read).Count((byte)wanted);
        }
    }

    public void Dispose() => _tcp.Dispose();
}

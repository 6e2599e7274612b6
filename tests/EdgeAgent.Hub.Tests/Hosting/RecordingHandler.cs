using System.Text;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>Takes one leaf and keeps what came.</summary>
public sealed class RecordingHandler(string leaf, Func<Task>? first = null) : IUplinkHandler
{
    private readonly Channel<(Address Device, string Text)> _messages = Channel.CreateUnbounded<(Address, string)>();

    public string Leaf => leaf;

    public async ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (first is not null)
        {
            await first();
        }
        _messages.Writer.TryWrite((device, Encoding.UTF8.GetString(payload.Span)));
    }

    public async Task<(Address Device, string Text)> NextAsync() =>
        await _messages.Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask().InTimeAsync();

    /// <summary>Whether anything has come that nobody has asked for.</summary>
    public bool IsEmpty => _messages.Reader.Count == 0;
}

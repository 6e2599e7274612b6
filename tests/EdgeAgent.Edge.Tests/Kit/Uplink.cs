using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Messages from devices, one queue a leaf.</summary>
internal sealed class Uplink
{
    private readonly ConcurrentDictionary<string, Channel<byte[]>> _leaves = new();

    public void Add(string leaf, byte[] payload) => Queue(leaf).Writer.TryWrite(payload);

    /// <summary>The next message of a leaf.</summary>
    public async Task<T> NextAsync<T>(string leaf, JsonTypeInfo<T> type)
        where T : class, IWireMessage => WireJson.Parse(await NextAsync(leaf), type);

    /// <summary>The next message of a leaf as it came.</summary>
    public Task<byte[]> NextAsync(string leaf) =>
        Queue(leaf).Reader.ReadAsync(TestContext.Current.CancellationToken).InTimeAsync();

    /// <summary>Forgets what waits of a leaf.</summary>
    public void Clear(string leaf)
    {
        while (Queue(leaf).Reader.TryRead(out _))
        {
            // Read is forgotten.
        }
    }

    /// <summary>Whether a message of the leaf waits.</summary>
    public bool Has(string leaf) => Queue(leaf).Reader.TryPeek(out _);

    private Channel<byte[]> Queue(string leaf) => _leaves.GetOrAdd(leaf, static _ => Channel.CreateUnbounded<byte[]>());
}

using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A line that takes every claim at once and keeps it for the test.</summary>
internal sealed class ClaimLink : IHubLink
{
    private readonly Channel<ulong> _sequences = Channel.CreateUnbounded<ulong>();

    public bool IsConnected => true;

    /// <summary>Sequences of the claims in the order in which they were sent.</summary>
    public ChannelReader<ulong> Sequences => _sequences.Reader;

    public ValueTask<bool> TrySendAsync<T>(
        string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage => throw new NotSupportedException("claims are sent as stored");

    public ValueTask<bool> TrySendAsync(string leaf, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var signed = WireJson.Parse(payload.Span, WireJson.Default.SignedClaim);
        return ValueTask.FromResult(_sequences.Writer.TryWrite(signed.Claim.Seq));
    }
}

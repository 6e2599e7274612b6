using EdgeAgent.Contracts;
using EdgeAgent.Edge.Connection;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Takes <c>ack</c>.</summary>
internal sealed class ReadingAckHandler(Outbox outbox, OutboxSender sender) : IDownlinkHandler
{
    /// <inheritdoc/>
    public string Leaf => Leaves.ReadingAck;

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var ack = WireJson.Parse(payload, WireJson.Default.ReadingAck);
        outbox.Acknowledge(ack);
        sender.Acknowledged(ack);
    }
}

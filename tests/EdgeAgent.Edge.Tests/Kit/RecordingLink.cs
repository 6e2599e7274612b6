using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A line whose speed the test decides: each message waits until it is let through or the line breaks.</summary>
internal sealed class RecordingLink : IHubLink
{
    private readonly Queue<TaskCompletionSource<bool>> _waiting = [];

    /// <summary>Messages in the order of the calls, broken ones too.</summary>
    public List<IWireMessage> Sent { get; } = [];

    /// <summary>Messages go through at once.</summary>
    public bool Open { get; set; } = true;

    public bool IsConnected => true;

    public ValueTask<bool> TrySendAsync<T>(
        string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage
    {
        Sent.Add(message);
        if (Open)
        {
            return ValueTask.FromResult(true);
        }
        var waiting = new TaskCompletionSource<bool>();
        _waiting.Enqueue(waiting);
        return new ValueTask<bool>(waiting.Task);
    }

    public ValueTask<bool> TrySendAsync(string leaf, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        throw new NotSupportedException("streams send messages");

    /// <summary>Ends the oldest message that waits; what follows runs before this returns.</summary>
    public void Pass(bool arrived = true) => _waiting.Dequeue().SetResult(arrived);
}

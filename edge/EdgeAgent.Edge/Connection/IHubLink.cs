using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Connection;

/// <summary>The way to the hub.</summary>
internal interface IHubLink
{
    /// <summary>Whether a session with the hub stands now.</summary>
    bool IsConnected { get; }

    /// <summary>Sends one message in the order of the calls.</summary>
    /// <param name="leaf">An upward leaf of <see cref="Leaves"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="type">Its shape, from <see cref="WireJson"/>.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>False when there is no line or it broke; the message may or may not have arrived then.</returns>
    ValueTask<bool> TrySendAsync<T>(
        string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage;

    /// <summary>Sends bytes that are stored as they go out, such as a signed claim.</summary>
    /// <returns>As <see cref="TrySendAsync{T}"/>.</returns>
    ValueTask<bool> TrySendAsync(string leaf, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}

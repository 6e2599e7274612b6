using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>The way to devices, whatever broker carries it.</summary>
public interface IDeviceLink
{
    /// <summary>Hands a message to a connected device's session, in order.</summary>
    /// <param name="device">The device.</param>
    /// <param name="leaf">A downward leaf of <see cref="Leaves"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="type">Its shape, from <see cref="WireJson"/>.</param>
    /// <param name="cancellationToken">Gives up the hand-over.</param>
    /// <returns>False when the device has no live session; nothing was sent then. True says that it was handed over, not that it arrived.</returns>
    ValueTask<bool> TrySendAsync<T>(
        Address device, string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage;
}

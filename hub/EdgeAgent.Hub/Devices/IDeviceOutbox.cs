using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>Messages that a device must get even if it is away now, and even if the hub restarts before it is back.</summary>
public interface IDeviceOutbox
{
    /// <summary>Keeps a message until the device has acknowledged it or its time is up; sends it at once where the device is there.</summary>
    /// <param name="device">A device of the home.</param>
    /// <param name="leaf">A downward leaf of <see cref="Leaves"/>.</param>
    /// <param name="message">May arrive more than once: what it asks for must bear repetition.</param>
    /// <param name="type">Its shape, from <see cref="WireJson"/>.</param>
    /// <param name="expires">When it is worth nothing any more.</param>
    /// <param name="cancellationToken">Gives up before it is kept.</param>
    /// <returns>False when the device has too many waiting messages or is not of the home; the message is not kept then.</returns>
    Task<bool> KeepAsync<T>(
        Address device,
        string leaf,
        T message,
        JsonTypeInfo<T> type,
        DateTimeOffset expires,
        CancellationToken cancellationToken)
        where T : class, IWireMessage;
}

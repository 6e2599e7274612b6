using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>A feature that takes one kind of message from devices. Registered as a service; one handler a leaf.</summary>
public interface IUplinkHandler
{
    /// <summary>The upward leaf of <see cref="Leaves"/> that it takes.</summary>
    string Leaf { get; }

    /// <summary>Takes one message. Messages of one device come one after the other, in the order of its connection.</summary>
    /// <param name="device">The sender, authenticated by its certificate.</param>
    /// <param name="payload">At most <see cref="WireLimits.MessageBytes"/>; valid until the returned task ends.</param>
    /// <param name="cancellationToken">The hub stops.</param>
    /// <exception cref="WireFormatException">The payload is not what the leaf promises; the link logs and drops it.</exception>
    ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}

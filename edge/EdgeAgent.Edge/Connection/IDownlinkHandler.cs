using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Connection;

/// <summary>A feature that takes one kind of message from the hub; one handler a leaf.</summary>
internal interface IDownlinkHandler
{
    /// <summary>The downward leaf of <see cref="Leaves"/> that it takes.</summary>
    string Leaf { get; }

    /// <summary>Takes one message, in the order of the line. Must return quickly: the line waits.</summary>
    /// <param name="payload">Valid until the call returns.</param>
    /// <exception cref="WireFormatException">Not what the leaf promises; the link logs and drops it.</exception>
    void Handle(ReadOnlySpan<byte> payload);
}

using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Streaming;

/// <summary>Bounds of what the device keeps for the hub.</summary>
internal static class StreamLimits
{
    /// <summary>Chunks of one job that wait for acknowledgement; the job pauses beyond. The hub acknowledges every 16 and gives up above 256.</summary>
    public const int UnackedItems = 128;

    /// <summary>Size of what one job keeps for the hub, bytes as <see cref="SizeOf"/> counts; the job pauses beyond.</summary>
    public const int UnackedBytes = 256 * 1024;

    /// <summary>Finished streams that wait for the hub; beyond, the oldest is dropped.</summary>
    public const int FinishedStreams = 64;

    /// <summary>A finished stream that the hub does not take in this time behind the job's deadline is dropped: its client is long gone.</summary>
    public static readonly TimeSpan DeliveryGrace = TimeSpan.FromSeconds(30);

    /// <summary>Most text in one chunk, UTF-16 units. As JSON escapes that is at most 48 KiB of a message's 64.</summary>
    public const int ChunkChars = WireLimits.ChunkChars;

    /// <summary>An upper estimate of memory and wire, not an exact count.</summary>
    public static int SizeOf(string text, int tokens) => 64 + (3 * text.Length) + (8 * tokens);
}

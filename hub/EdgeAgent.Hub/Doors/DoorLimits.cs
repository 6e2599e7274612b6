namespace EdgeAgent.Hub.Doors;

/// <summary>Bounds of the doors.</summary>
internal static class DoorLimits
{
    /// <summary>Connections of a door whose peer is not known yet; the oldest is dropped for a newer one, so that a crowd of silent connections shuts nobody out.</summary>
    public const int UnknownPeers = 256;

    /// <summary>The same from one address.</summary>
    public const int UnknownPeersPerAddress = 128;

    /// <summary>Connections of an HTTP door in all; above, new ones are closed.</summary>
    public const int HttpConnections = 1024;

    /// <summary>The same from one address other than loopback, where a proxy may stand.</summary>
    public const int HttpConnectionsPerAddress = 128;

    /// <summary>Largest HTTP body, bytes.</summary>
    public const long HttpBodyBytes = 32 * 1024 * 1024;

    /// <summary>What a connection may have unread or unsent in the hub's memory, bytes.</summary>
    public const int BufferBytes = 128 * 1024;

    /// <summary>For a TLS handshake.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>For a connection of the device door without a certificate: several exchanges of pairing, no more.</summary>
    public static readonly TimeSpan StrangerConnection = TimeSpan.FromSeconds(60);

    /// <summary>For the headers of a request.</summary>
    public static readonly TimeSpan RequestHeaders = TimeSpan.FromSeconds(10);
}

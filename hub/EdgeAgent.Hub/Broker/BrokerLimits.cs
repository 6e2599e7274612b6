using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Broker;

/// <summary>Bounds of the broker.</summary>
internal static class BrokerLimits
{
    /// <summary>Largest PUBLISH after its fixed header, bytes: a payload with its topic and properties.</summary>
    public const int PublishBytes = WireLimits.MessageBytes + 512;

    /// <summary>Largest CONNECT, bytes: certificates do the proving, so little stands in it.</summary>
    public const int ConnectBytes = 4 * 1024;

    /// <summary>Largest SUBSCRIBE or UNSUBSCRIBE, bytes.</summary>
    public const int SubscribeBytes = 8 * 1024;

    /// <summary>Largest packet of any other kind, bytes.</summary>
    public const int OtherBytes = 1024;

    /// <summary>Longest topic or filter, characters.</summary>
    public const int TopicChars = 256;

    /// <summary>Deepest topic or filter, levels.</summary>
    public const int TopicLevels = 7;

    /// <summary>Longest client id, characters.</summary>
    public const int ClientIdChars = 128;

    /// <summary>Largest will, bytes.</summary>
    public const int WillBytes = 1024;

    /// <summary>Messages of one device that wait for their handlers; at this many its connection is not read on.</summary>
    public const int UplinkMessages = 64;

    /// <summary>Answers (acknowledgements, ping responses) that a client has not taken yet; at this many it is not read on.</summary>
    public const int UnsentAnswers = 128;

    /// <summary>What waits to be written to one device, bytes; at this much it counts as dead.</summary>
    public const int DownlinkBytes = 2 * 1024 * 1024;

    /// <summary>Messages that wait to be written to one integration; at this many it is disconnected, and gets the retained state when it is back.</summary>
    public const int IntegrationMessages = 1024;

    /// <summary>Filters of one integration.</summary>
    public const int IntegrationFilters = 64;

    /// <summary>Live integrations.</summary>
    public const int Integrations = 32;

    /// <summary>Packets of a client in a second, on average; a faster one is read more slowly.</summary>
    public const int MessagesPerSecond = 10_000;

    /// <summary>Bytes of a client in a second, on average.</summary>
    public const int BytesPerSecond = 16 * 1024 * 1024;

    /// <summary>Refused topics of a session; at this many it is closed.</summary>
    public const int RefusedTopics = 100;

    /// <summary>From the connection to the CONNECT, and for the last packet to a client that is told to go.</summary>
    public static readonly TimeSpan Communication = TimeSpan.FromSeconds(10);

    /// <summary>A write that takes longer says that the peer does not read.</summary>
    public static readonly TimeSpan SendStall = TimeSpan.FromSeconds(10);

    /// <summary>A device whose handlers are so far behind is disconnected.</summary>
    public static readonly TimeSpan UplinkStall = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which a connection is closed, whatever keep-alive it asked for.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <summary>How long a new connection waits for the one before with the same id to end.</summary>
    public static readonly TimeSpan Takeover = TimeSpan.FromSeconds(5);
}

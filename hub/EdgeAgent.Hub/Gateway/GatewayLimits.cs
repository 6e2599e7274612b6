namespace EdgeAgent.Hub.Gateway;

/// <summary>Bounds of the door for AI clients.</summary>
internal static class GatewayLimits
{
    /// <summary>
    /// Largest request body, bytes. What a device can be given is smaller; the rest is for fields that are ignored.
    /// </summary>
    public const int BodyBytes = 1 << 20;

    /// <summary>Deepest nesting of a request.</summary>
    public const int JsonDepth = 64;

    /// <summary>Longest answer that is collected before it is sent, UTF-16 units.</summary>
    public const int CollectedChars = 4 << 20;

    /// <summary>Tokens of a plain completion where the client does not say (OpenAI's default).</summary>
    public const int CompletionTokens = 16;

    /// <summary>Time for answers to end by themselves when the hub stops; then they are cut with an error.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(3);

    /// <summary>Time for a client to take the rest of an answer after its deadline.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
}

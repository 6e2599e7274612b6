namespace EdgeAgent.Contracts;

/// <summary>A device topic taken apart: <c>ea/1/&lt;device&gt;/&lt;leaf&gt;</c>.</summary>
/// <param name="Device">The device.</param>
/// <param name="Leaf">What follows, one level or two, for example <c>status</c> or <c>up/chunk</c>.</param>
public readonly record struct WireTopic(Address Device, string Leaf)
{
    /// <summary>Start of every topic of this version.</summary>
    public const string Prefix = "ea/1/";

    /// <summary>The MQTT topic.</summary>
    public override string ToString() => $"{Prefix}{Device}/{Leaf}";

    /// <summary>Reads a topic; wildcards, empty levels and unknown leaves are refused.</summary>
    public static bool TryParse(string topic, out WireTopic value)
    {
        value = default;
        const int addressChars = 2 + (2 * Address.SizeBytes);
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal)
            || topic.Length < Prefix.Length + addressChars + 2
            || topic[Prefix.Length + addressChars] != '/'
            || !Address.TryParse(topic.AsSpan(Prefix.Length, addressChars), out var device))
        {
            return false;
        }
        var leaf = topic[(Prefix.Length + addressChars + 1)..];
        if (!Leaves.IsKnown(leaf))
        {
            return false;
        }
        value = new WireTopic(device, leaf);
        return true;
    }
}

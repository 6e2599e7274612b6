using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Broker;

/// <summary>Who may write and read what. Decides by <see cref="Leaves.Rules"/> alone.</summary>
internal static class TopicRules
{
    /// <summary>What makes a topic impossible whoever writes it (MQTT 3.1.1, 4.7); null when nothing does.</summary>
    public static string? Fault(string topic)
    {
        if (topic.Length is 0 or > BrokerLimits.TopicChars)
        {
            return $"a topic has {topic.Length} characters; 1 to {BrokerLimits.TopicChars} are allowed";
        }
        if (topic[0] == '$')
        {
            return "a topic begins with $";
        }
        // U+FFFD is what broken UTF-8 becomes when it is read; no topic of ours has it.
        if (topic.AsSpan().ContainsAny("+#\0\uFFFD"))
        {
            return "a topic has a wildcard, a zero or broken UTF-8";
        }
        return topic.Any(char.IsControl) || topic.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar)
            ? "a topic has a control character or half a character"
            : TooDeep(topic);
    }

    /// <summary>The rule by which a device may write to a topic; null when it may not.</summary>
    public static LeafRule? Write(Address device, string topic) =>
        WireTopic.TryParse(topic, out var parsed) && parsed.Device == device
        && Leaves.Find(parsed.Leaf) is { Direction: LeafDirection.Up } rule
            ? rule
            : null;

    /// <summary>Whether a device may subscribe: to its own downward topics, one by one, or to all of them as <c>dn/+</c> or <c>dn/#</c>.</summary>
    public static bool MayRead(Address device, string filter)
    {
        var own = $"{WireTopic.Prefix}{device}/";
        if (!filter.StartsWith(own, StringComparison.Ordinal))
        {
            return false;
        }
        var leaf = filter[own.Length..];
        return leaf is "dn/+" or "dn/#" || Leaves.Find(leaf) is { Direction: LeafDirection.Down };
    }

    /// <summary>Whether an integration's filter can match anything that it may read. What it gets is decided message by message.</summary>
    public static bool IntegrationMayRead(string filter)
    {
        if (filter.Length is 0 or > BrokerLimits.TopicChars || filter[0] == '$' || TooDeep(filter) is not null)
        {
            return false;
        }
        var levels = filter.Split('/');
        return IsFilter(levels)
            && Leaves.Rules.Any(rule => rule.IntegrationMayRead && CanMatch(levels, ["ea", "1", "+", .. rule.Leaf.Split('/')]));
    }

    private static string? TooDeep(string topic)
    {
        var levels = topic.AsSpan().Count('/') + 1;
        return levels > BrokerLimits.TopicLevels
            ? $"a topic has {levels} levels; at most {BrokerLimits.TopicLevels} are allowed"
            : null;
    }

    private static bool IsFilter(string[] levels)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            var wild = levels[i].AsSpan().ContainsAny("+#");
            if (wild && (levels[i].Length != 1 || (levels[i] == "#" && i != levels.Length - 1)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool CanMatch(string[] filter, string[] topic)
    {
        for (var i = 0; i < filter.Length; i++)
        {
            if (filter[i] == "#")
            {
                return true;
            }
            if (i >= topic.Length
                || (filter[i] != "+" && topic[i] != "+" && !string.Equals(filter[i], topic[i], StringComparison.Ordinal)))
            {
                return false;
            }
        }
        return filter.Length == topic.Length;
    }
}

using System.Globalization;
using System.Net;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Where a hub may be: nobody is believed for being there.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Its device door.</param>
public sealed record HubTarget(string Host, int Port)
{
    /// <summary>The device door's port where none is said.</summary>
    public const int DefaultPort = 8444;

    /// <summary>Reads <c>HOST</c>, <c>HOST:PORT</c>, <c>[IPV6]</c> or <c>[IPV6]:PORT</c>; null for anything else.</summary>
    public static HubTarget? TryParse(string text)
    {
        var host = text;
        var port = DefaultPort;
        if (IPAddress.TryParse(text, out var bare) && !text.StartsWith('['))
        {
            return new HubTarget(bare.ToString(), port);
        }
        var colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf(']'))
        {
            host = text[..colon];
            if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                || port is 0 or > 65535)
            {
                return null;
            }
        }
        host = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic ? null : new HubTarget(host, port);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}

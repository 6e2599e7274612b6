using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EdgeAgent.Hub.Administration.Network;

/// <summary>The box's own addresses, as others can reach it.</summary>
internal static class LocalAddresses
{
    private const int Limit = 16;

    /// <summary>Addresses of interfaces that are up, loopback and link-local ones left out, IPv4 first.</summary>
    public static IReadOnlyList<(IPAddress Address, string Interface)> List() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses.Select(unicast => (unicast.Address, card.Name)))
            .Where(pair => !IPAddress.IsLoopback(pair.Address) && !pair.Address.IsIPv6LinkLocal)
            .OrderBy(pair => pair.Address.AddressFamily != AddressFamily.InterNetwork)
            .Take(Limit),
    ];

    /// <summary>Whether a door can open on an address.</summary>
    public static bool CanListen(IPAddress address) => IPAddress.IsLoopback(address)
        || address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || List().Any(pair => pair.Address.Equals(address));

    /// <summary>Where others reach a door that listens on an address.</summary>
    public static IReadOnlyList<IPAddress> ReachedBy(IPAddress listen) =>
        listen.Equals(IPAddress.Any) ? [.. List().Select(p => p.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork)]
        : listen.Equals(IPAddress.IPv6Any) ? [.. List().Select(p => p.Address)]
        : [listen];
}

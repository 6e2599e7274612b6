using System.Net;
using System.Net.Sockets;

namespace EdgeAgent.Pairing.Hub;

/// <summary>What counts as one address: IPv4 whole, IPv6 by its network of 64 bits, because one machine has all of these.</summary>
public static class PairingAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address to count by.</summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}

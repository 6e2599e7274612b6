using System.Net;
using System.Net.Sockets;

namespace EdgeAgent.EndToEnd.Support;

/// <summary>Free loopback ports, for programs that must come back on the same door after a restart.</summary>
internal static class Ports
{
    public static int[] Free(int count)
    {
        var listeners = new TcpListener[count];
        for (var i = 0; i < count; i++)
        {
            listeners[i] = new TcpListener(IPAddress.Loopback, 0);
            listeners[i].Start();
        }
        var ports = Array.ConvertAll(listeners, l => ((IPEndPoint)l.LocalEndpoint).Port);
        Array.ForEach(listeners, l => l.Dispose());
        return ports;
    }
}

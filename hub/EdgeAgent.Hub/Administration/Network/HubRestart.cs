using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Hub.Administration.Network;

/// <summary>Ends the hub so that the program starts it again in the same process, with what its settings say then.</summary>
internal sealed class HubRestart(IHostApplicationLifetime lifetime)
{
    private int _requested;

    /// <summary>Whether the hub ends to come back.</summary>
    public bool IsRequested => Volatile.Read(ref _requested) != 0;

    /// <summary>Ends the hub as Ctrl-C does; requests that are under way are answered first.</summary>
    public void Request()
    {
        Volatile.Write(ref _requested, 1);
        lifetime.StopApplication();
    }
}

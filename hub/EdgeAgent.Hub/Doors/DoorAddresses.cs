using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeAgent.Hub.Doors;

/// <summary>The ports that the doors really listen on.</summary>
public sealed class DoorAddresses
{
    private readonly Dictionary<Door, ListenOptions> _doors = [];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when all doors are open.</summary>
    public Task WhenOpen => _open.Task;

    /// <summary>Pages and API on loopback.</summary>
    public int HttpPort => Port(Door.Http);

    /// <summary>Pages and API.</summary>
    public int HttpsPort => Port(Door.Https);

    /// <summary>HTTPS for devices.</summary>
    public int DevicePort => Port(Door.Device);

    /// <summary>MQTT for devices.</summary>
    public int MqttTlsPort => Port(Door.MqttTls);

    /// <summary>MQTT for integrations.</summary>
    public int MqttPort => Port(Door.Mqtt);

    /// <summary>The port of one door.</summary>
    /// <exception cref="InvalidOperationException">The doors are not open yet.</exception>
    public int Port(Door door) => WhenOpen.IsCompletedSuccessfully
        ? _doors[door].IPEndPoint!.Port
        : throw new InvalidOperationException("The doors are not open yet.");

    internal void Add(Door door, ListenOptions options) => _doors.Add(door, options);

    // Kestrel has put the real port into the listen options when it has bound them.
    internal void SetOpen() => _open.TrySetResult();
}

namespace EdgeAgent.Contracts.V1;

/// <summary>Where a hub's device doors are.</summary>
/// <param name="Hosts">Names or addresses to try in order.</param>
/// <param name="MqttTlsPort">MQTT over TLS, by default 8883.</param>
/// <param name="DevicePort">HTTPS for devices, by default 8444.</param>
public sealed record HubDoors(IReadOnlyList<string> Hosts, int MqttTlsPort, int DevicePort)
{
    /// <summary>Most hosts.</summary>
    public const int MaxHosts = 8;

    internal void Validate()
    {
        WireCheck.Range(Hosts.Count, "hosts", 1, MaxHosts);
        foreach (var host in Hosts)
        {
            WireCheck.Text(host, "hosts", 255);
        }
        WireCheck.Range(MqttTlsPort, "mqttTlsPort", 1, 65535);
        WireCheck.Range(DevicePort, "devicePort", 1, 65535);
    }
}

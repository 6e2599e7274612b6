namespace EdgeAgent.Hub.Doors;

/// <summary>A way into the hub: one listening port with its own rules.</summary>
public enum Door
{
    /// <summary>HTTP on loopback: pages and API.</summary>
    Http,

    /// <summary>HTTPS: pages and API.</summary>
    Https,

    /// <summary>HTTPS for registered devices, by client certificate.</summary>
    Device,

    /// <summary>The port of <see cref="Device"/> for whoever shows no certificate: pairing, and nothing else.</summary>
    Pairing,

    /// <summary>MQTT for registered devices, by client certificate.</summary>
    MqttTls,

    /// <summary>MQTT on loopback for integrations, by password.</summary>
    Mqtt,
}

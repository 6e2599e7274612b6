using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Settings of the hub; by file, environment (<c>Hub__HttpPort</c>) or command line (<c>--Hub:HttpPort=18080</c>).</summary>
public sealed class HubOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Hub";

    /// <summary>Where keys, database and models live. Default: <c>~/.local/share/edgehub</c>.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Address that the doors for the network listen on; default loopback.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1";

    /// <summary>Plain HTTP on loopback: pages, API, health. 0: any free port.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; set; } = 8080;

    /// <summary>HTTPS pages and API. 0: any free port.</summary>
    [Range(0, 65535)]
    public int HttpsPort { get; set; } = 8443;

    /// <summary>HTTPS for devices, by client certificate: models. 0: any free port.</summary>
    [Range(0, 65535)]
    public int DevicePort { get; set; } = 8444;

    /// <summary>MQTT over TLS. 0: any free port.</summary>
    [Range(0, 65535)]
    public int MqttTlsPort { get; set; } = 8883;

    /// <summary>MQTT on loopback with password, for integrations. 0: any free port.</summary>
    [Range(0, 65535)]
    public int MqttPort { get; set; } = 1883;

    /// <summary>Devices that the hub runs on its own box, 0 to 16.</summary>
    [Range(0, 16)]
    public int LocalDevices { get; set; } = 2;

    /// <summary>1: the first local device has a made-up home of lamps and sensors, which say that they are simulated. 0: it has none.</summary>
    [Range(0, 1)]
    public int SimulatedHome { get; set; }

    /// <summary>The agent program for local devices; default: beside the hub's own program, in the build's output, or on the path.</summary>
    public string AgentPath { get; set; } = "";

    /// <summary>A GGUF file to serve; default: the bundled model, or a generated <c>random-tiny</c>.</summary>
    public string Model { get; set; } = "";
}

using EdgeAgent.Hub.Configuration;
using Microsoft.AspNetCore.Connections;

namespace EdgeAgent.Hub.Service;

/// <summary>Says which port is taken and which setting moves it.</summary>
internal static class PortsTaken
{
    /// <param name="options">The settings.</param>
    /// <param name="cause">What the web server says; it names the address.</param>
    public static string Explain(HubOptions options, IOException cause)
    {
        (string Setting, int Port)[] ports =
        [
            (nameof(options.HttpPort), options.HttpPort),
            (nameof(options.HttpsPort), options.HttpsPort),
            (nameof(options.DevicePort), options.DevicePort),
            (nameof(options.MqttTlsPort), options.MqttTlsPort),
            (nameof(options.MqttPort), options.MqttPort),
        ];
        var taken = ports.FirstOrDefault(p => cause.Message.Contains($":{p.Port}:", StringComparison.Ordinal));
        return cause.InnerException is AddressInUseException && taken.Setting is not null
            ? $"Port {taken.Port} is in use by another program. Stop it, or choose another port with --Hub:{taken.Setting}=PORT (0: any free one)."
            : cause.Message;
    }
}

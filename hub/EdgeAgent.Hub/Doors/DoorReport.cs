using System.Text.Json.Nodes;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Doors;

/// <summary>Says which ports were opened: in the log and in <c>ports.json</c>, which exists exactly while they are open.</summary>
internal sealed partial class DoorReport(
    DoorAddresses addresses, DataDirectory directory, ILogger<DoorReport> logger) : IHostedLifecycleService
{
    private readonly ILogger<DoorReport> _logger = logger;

    private string PortsFile => directory.Path("ports.json");

    // A killed hub leaves its file behind.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        File.Delete(PortsFile);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        addresses.SetOpen();
        var ports = new JsonObject
        {
            ["http"] = addresses.HttpPort,
            ["https"] = addresses.HttpsPort,
            ["device"] = addresses.DevicePort,
            ["mqttTls"] = addresses.MqttTlsPort,
            ["mqtt"] = addresses.MqttPort,
        };
        PrivateFile.WriteAtomic(PortsFile, System.Text.Encoding.UTF8.GetBytes(ports.ToJsonString()));
        LogOpen(
            addresses.HttpPort, addresses.HttpsPort, addresses.DevicePort, addresses.MqttTlsPort, addresses.MqttPort);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        File.Delete(PortsFile);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = HubEventIds.DoorsOpen, Level = LogLevel.Information,
        Message = "Doors open: http {Http}, https {Https}, devices {Device}, mqtt-tls {MqttTls}, mqtt {Mqtt}")]
    private partial void LogOpen(int http, int https, int device, int mqttTls, int mqtt);
}

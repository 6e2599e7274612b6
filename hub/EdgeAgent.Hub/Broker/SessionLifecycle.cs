using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Broker;

/// <summary>What begins and ends with a session.</summary>
internal sealed partial class SessionLifecycle(
    DeviceSessions sessions,
    UplinkDispatcher dispatcher,
    DevicePresence presence,
    DevicePublications publications,
    DeviceCertificates certificates,
    ILogger<SessionLifecycle> logger)
{
    private readonly ConcurrentDictionary<BrokerSession, Task> _pumps = new();
    private readonly ILogger<SessionLifecycle> _logger = logger;

    /// <summary>The client has its CONNACK.</summary>
    public async Task BeginAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        switch (session)
        {
            case DeviceSession device:
                presence.Connected(device.Device);
                sessions.Add(device);
                _pumps[session] = dispatcher.RunAsync(device, cancellationToken);
                if (!certificates.IsAdmitted(device.Peer))
                {
                    device.Channel.Abort("the device was put out of the home while it came in");
                    break;
                }
                await certificates.UsedAsync(device.Peer, cancellationToken);
                break;
            case IntegrationSession integration:
                publications.Add(integration);
                _pumps[session] = integration.PumpAsync();
                LogIntegrationConnected(integration.Name, integration.ClientId);
                break;
        }
    }

    /// <summary>The connection is gone: what came in is still handled, then the features hear of it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The end of a session must be carried through; faults are logged")]
    public async Task EndAsync(BrokerSession session)
    {
        (session as DeviceSession)?.EndUplink();
        (session as IntegrationSession)?.EndOutbound();
        if (!_pumps.TryRemove(session, out var pump))
        {
            return; // it never began
        }
        if (session is DeviceSession leaving)
        {
            sessions.Remove(leaving);
        }
        try
        {
            await pump;
        }
        catch (OperationCanceledException)
        {
            // The hub stops, or the connection ended under an integration's pump.
        }
        catch (Exception e)
        {
            LogFault(session.Name, e);
        }
        try
        {
            switch (session)
            {
                case DeviceSession device:
                    publications.SayOffline(device.Device);
                    await presence.DisconnectedAsync(device.Device, CancellationToken.None);
                    break;
                case IntegrationSession integration:
                    publications.Remove(integration);
                    LogIntegrationDisconnected(integration.Name, integration.ClientId);
                    break;
            }
        }
        catch (Exception e) when (e is StorageException or ObjectDisposedException)
        {
            LogFault(session.Name, e);
        }
    }

    [LoggerMessage(EventId = HubEventIds.BrokerFault, Level = LogLevel.Error,
        Message = "The session of {Client} did not end cleanly")]
    private partial void LogFault(string client, Exception cause);

    [LoggerMessage(EventId = HubEventIds.IntegrationConnected, Level = LogLevel.Information,
        Message = "Integration {Name} is connected as {ClientId}")]
    private partial void LogIntegrationConnected(string name, string clientId);

    [LoggerMessage(EventId = HubEventIds.IntegrationDisconnected, Level = LogLevel.Information,
        Message = "Integration {Name} ({ClientId}) is gone")]
    private partial void LogIntegrationDisconnected(string name, string clientId);
}

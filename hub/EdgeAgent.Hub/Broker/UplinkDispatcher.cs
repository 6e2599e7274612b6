using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Broker;

/// <summary>Brings each message of a device to the feature that takes it, in order.</summary>
internal sealed partial class UplinkDispatcher
{
    private readonly Dictionary<string, IUplinkHandler> _handlers;
    private readonly DevicePublications _publications;
    private readonly DevicePresence _presence;
    private readonly ILogger<UplinkDispatcher> _logger;

    /// <exception cref="ArgumentException">Two features take the same leaf, or one takes a leaf that goes down.</exception>
    public UplinkDispatcher(
        IEnumerable<IUplinkHandler> handlers,
        DevicePublications publications,
        DevicePresence presence,
        ILogger<UplinkDispatcher> logger)
    {
        _handlers = handlers.ToDictionary(handler => handler.Leaf, StringComparer.Ordinal);
        foreach (var leaf in _handlers.Keys)
        {
            if (Leaves.Find(leaf) is not { Direction: LeafDirection.Up })
            {
                throw new ArgumentException($"'{leaf}' is no upward leaf.", nameof(handlers));
            }
        }
        _publications = publications;
        _presence = presence;
        _logger = logger;
    }

    /// <summary>Handles a session's messages until it ends.</summary>
    public async Task RunAsync(DeviceSession session, CancellationToken cancellationToken)
    {
        await foreach (var message in session.Uplink.ReadAllAsync(cancellationToken))
        {
            _presence.Seen(session.Device);
            await HandleAsync(session, message, cancellationToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "One feature's fault on one message must not cost the device its session")]
    private async Task HandleAsync(DeviceSession session, UplinkMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (_handlers.TryGetValue(message.Rule.Leaf, out var handler))
            {
                await handler.HandleAsync(session.Device, message.Payload, cancellationToken);
            }
            else
            {
                LogNoHandler(session.Device, message.Rule.Leaf);
            }
            _publications.Publish(session.Device, message.Rule, message.Payload);
        }
        catch (WireFormatException e)
        {
            if (session.RefusedTopic())
            {
                LogRefused(session.Device, message.Rule.Leaf, e.Message);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(session.Device, message.Rule.Leaf, e);
        }
    }

    [LoggerMessage(EventId = HubEventIds.HandlerRefusedMessage, Level = LogLevel.Warning,
        Message = "Device {Device}: a message on {Leaf} was dropped: {Reason}")]
    private partial void LogRefused(Address device, string leaf, string reason);

    [LoggerMessage(EventId = HubEventIds.HandlerFailed, Level = LogLevel.Error,
        Message = "Device {Device}: a message on {Leaf} could not be handled")]
    private partial void LogFailed(Address device, string leaf, Exception cause);

    [LoggerMessage(EventId = HubEventIds.NoHandler, Level = LogLevel.Debug,
        Message = "Device {Device}: nobody takes {Leaf}")]
    private partial void LogNoHandler(Address device, string leaf);
}

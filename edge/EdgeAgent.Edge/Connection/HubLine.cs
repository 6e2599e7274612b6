using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Edge.Connection;

/// <summary>Sends on whatever session stands now; <see cref="HubConnector"/> brings the sessions.</summary>
internal sealed partial class HubLine(SigningKey key, TimeProvider time, ILogger<HubLine> logger) : IHubLink, IDisposable
{
    /// <summary>A message that the broker must confirm and does not in this time breaks the line.</summary>
    internal static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(10);

    private readonly WakeSignal _redial = new();
    private volatile MqttSession? _session;
    private volatile HubCredential? _credential;

    /// <inheritdoc/>
    public bool IsConnected => _session is not null;

    /// <inheritdoc/>
    public ValueTask<bool> TrySendAsync<T>(
        string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage =>
        IsConnected ? TrySendAsync(leaf, WireJson.Write(message, type), cancellationToken) : ValueTask.FromResult(false);

    /// <inheritdoc/>
    public async ValueTask<bool> TrySendAsync(
        string leaf, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (_session is not { } session)
        {
            return false;
        }
        var message = new MqttApplicationMessage
        {
            Topic = new WireTopic(key.Address, leaf).ToString(),
            Payload = new(payload),
            QualityOfServiceLevel = IsConfirmed(leaf)
                ? MqttQualityOfServiceLevel.AtLeastOnce
                : MqttQualityOfServiceLevel.AtMostOnce,
            Retain = Leaves.Find(leaf)!.Retained,
        };
        try
        {
            if (message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
            {
                await session.Client.PublishAsync(message, cancellationToken);
                return true;
            }
            using var limit = new CancellationTokenSource(ConfirmLimit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            await session.Client.PublishAsync(message, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // the library throws many types for one event: the line is broken
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogSendFailed(leaf, e.Message);
            session.Break();
            return false;
        }
    }

    /// <summary>Dials anew with this credential: at once where the line is down, in order where it was opened with another one.</summary>
    internal void Redial(HubCredential credential)
    {
        if (_credential != credential)
        {
            _session?.Redial();
        }
        _redial.Set();
    }

    /// <summary>Waits before the next attempt, but not behind a <see cref="Redial"/>.</summary>
    internal Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        _redial.WaitAsync(pause, time, cancellationToken);

    /// <summary>From here on messages go to this session.</summary>
    internal void Attach(MqttSession session, HubCredential credential)
    {
        _credential = credential;
        _session = session;
    }

    /// <summary>From here on nothing can be sent.</summary>
    internal void Detach() => _session = null;

    /// <inheritdoc/>
    public void Dispose() => _redial.Dispose();

    /// <summary>The job stream has acknowledgements of its own; what is retained or durable is confirmed by the broker.</summary>
    private static bool IsConfirmed(string leaf) =>
        leaf is Leaves.Status or Leaves.Birth or Leaves.Capability or Leaves.Claim;

    [LoggerMessage(EventId = EdgeEventIds.LinkSendFailed, Level = LogLevel.Debug, Message = "Message {Leaf} not sent: {Reason}")]
    private partial void LogSendFailed(string leaf, string reason);
}

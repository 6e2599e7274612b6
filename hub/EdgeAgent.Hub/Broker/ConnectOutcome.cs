using MQTTnet.Protocol;

namespace EdgeAgent.Hub.Broker;

/// <summary>What becomes of a CONNECT.</summary>
internal abstract record ConnectOutcome
{
    private ConnectOutcome()
    {
    }

    /// <summary>The client is who it says.</summary>
    public sealed record Accepted(BrokerSession Session) : ConnectOutcome;

    /// <summary>It is not, or there is no room.</summary>
    /// <param name="Code">For the client.</param>
    /// <param name="Reason">For the log.</param>
    public sealed record Refused(MqttConnectReasonCode Code, string Reason) : ConnectOutcome;
}

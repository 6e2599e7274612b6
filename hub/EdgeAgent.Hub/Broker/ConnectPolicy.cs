using EdgeAgent.Contracts;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Integrations;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeAgent.Hub.Broker;

/// <summary>Decides who a CONNECT comes from, by the rules of the door that it came in by.</summary>
internal sealed class ConnectPolicy(
    DeviceCertificates certificates, IntegrationAccounts accounts, DevicePublications publications)
{
    /// <summary>Judges a connection's first packet.</summary>
    public async Task<ConnectOutcome> DecideAsync(BrokerChannel channel, CancellationToken cancellationToken)
    {
        if (channel.PacketFormatterAdapter.ProtocolVersion is not (MqttProtocolVersion.V311 or MqttProtocolVersion.V500))
        {
            return new ConnectOutcome.Refused(
                MqttConnectReasonCode.UnsupportedProtocolVersion, "it speaks neither MQTT 3.1.1 nor MQTT 5");
        }
        return channel.Door == Door.MqttTls
            ? await DeviceAsync(channel, channel.Connect!, cancellationToken)
            : await IntegrationAsync(channel, channel.Connect!, cancellationToken);
    }

    private async Task<ConnectOutcome> DeviceAsync(
        BrokerChannel channel, MqttConnectPacket connect, CancellationToken cancellationToken)
    {
        if (await certificates.AdmitAsync(channel.ClientCertificate, cancellationToken) is not { } peer)
        {
            return new ConnectOutcome.Refused(
                MqttConnectReasonCode.NotAuthorized, "its certificate is not a registered device's");
        }
        if (!Address.TryParse(connect.ClientId, out var named) || named != peer.Device)
        {
            return new ConnectOutcome.Refused(
                MqttConnectReasonCode.ClientIdentifierNotValid, $"its client id is not its certificate's {peer.Device}");
        }
        if (connect.WillFlag && WillFault(peer.Device, connect) is { } fault)
        {
            return new ConnectOutcome.Refused(MqttConnectReasonCode.NotAuthorized, fault);
        }
        return new ConnectOutcome.Accepted(new DeviceSession(peer, channel));
    }

    private static string? WillFault(Address device, MqttConnectPacket connect)
    {
        if (TopicRules.Write(device, connect.WillTopic ?? "") is not { Leaf: Leaves.Status })
        {
            return "its will is not its own status";
        }
        return connect.WillMessage?.Length > BrokerLimits.WillBytes || connect.WillQoS == MqttQualityOfServiceLevel.ExactlyOnce
            ? $"its will is larger than {BrokerLimits.WillBytes} bytes or has QoS 2"
            : null;
    }

    private async Task<ConnectOutcome> IntegrationAsync(
        BrokerChannel channel, MqttConnectPacket connect, CancellationToken cancellationToken)
    {
        // A device's id would take over the device's session.
        if (string.IsNullOrEmpty(connect.ClientId) || connect.ClientId.Length > BrokerLimits.ClientIdChars
            || Address.TryParse(connect.ClientId, out _))
        {
            return new ConnectOutcome.Refused(
                MqttConnectReasonCode.ClientIdentifierNotValid, "its client id is empty, too long or a device's");
        }
        if (connect.WillFlag)
        {
            return new ConnectOutcome.Refused(MqttConnectReasonCode.NotAuthorized, "integrations may not leave a will");
        }
        if (publications.IntegrationCount >= BrokerLimits.Integrations)
        {
            return new ConnectOutcome.Refused(
                MqttConnectReasonCode.ServerBusy, $"{BrokerLimits.Integrations} integrations are connected, which is the limit");
        }
        var account = await accounts.VerifyAsync(connect.Username, connect.Password, cancellationToken);
        return account is null
            ? new ConnectOutcome.Refused(MqttConnectReasonCode.BadUserNameOrPassword, "wrong name or password")
            : new ConnectOutcome.Accepted(new IntegrationSession(account, connect.ClientId, channel));
    }
}

namespace EdgeAgent.Hub.Gateway;

/// <summary>Event ids of the gateway, 2200 to 2219; append only.</summary>
internal static class GatewayEventIds
{
    public const int ClientGone = 2200;
}

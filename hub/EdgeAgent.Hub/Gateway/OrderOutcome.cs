namespace EdgeAgent.Hub.Gateway;

/// <summary>Whether a request can be carried out.</summary>
internal abstract record OrderOutcome
{
    private OrderOutcome()
    {
    }

    /// <summary>It can.</summary>
    public sealed record Ready(GatewayOrder Order) : OrderOutcome;

    /// <summary>It cannot.</summary>
    public sealed record Refused(ApiError Error) : OrderOutcome;

    public static implicit operator OrderOutcome(ApiError error) => new Refused(error);
}

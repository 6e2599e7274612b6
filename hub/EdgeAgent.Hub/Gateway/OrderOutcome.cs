namespace EdgeAgent.Hub.Gateway;

/// <summary>Whether a request can be carried out.</summary>
internal abstract record OrderOutcome
{
    private OrderOutcome()
    {
    }

    /// <summary>It can.</summary>
    public sealed record Ready(GatewayOrder Order) : OrderOutcome;

    /// <summary>There is nothing to do, and that is no error: the client only wants to know that the model is there.</summary>
    /// <param name="Model">The model's name.</param>
    public sealed record Nothing(string Model) : OrderOutcome;

    /// <summary>It cannot.</summary>
    public sealed record Refused(ApiError Error) : OrderOutcome;

    public static implicit operator OrderOutcome(ApiError error) => new Refused(error);
}

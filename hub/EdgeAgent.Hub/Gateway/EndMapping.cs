using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Gateway;

/// <summary>What the end of work means to a client.</summary>
internal static class EndMapping
{
    /// <summary>The error; null when the answer is complete or nobody is left to tell.</summary>
    public static ApiError? ErrorOf(WorkEnd end, GatewayOrder order) => end switch
    {
        // The gateway has checked all else, so a device can object to the length only; its words have the numbers.
        WorkEnd.Invalid invalid => invalid.Detail.Contains("context", StringComparison.OrdinalIgnoreCase)
            ? ApiError.ContextExceeded(invalid.Detail)
            : ApiError.Invalid(invalid.Detail),
        WorkEnd.NoDevice none => ErrorOf(none.Obstacle, order.Model),
        WorkEnd.Failed failed => ApiError.DeviceFailed(failed.Detail),
        WorkEnd.Expired => ApiError.DeadlineExceeded(order.Work.Limit),
        _ => null,
    };

    private static ApiError ErrorOf(MarketObstacle obstacle, string model) => obstacle switch
    {
        MarketObstacle.NoneOnline => ApiError.Unavailable("No device is connected.", "no_device", 2),
        MarketObstacle.NoneHasModel => ApiError.Unavailable(
            $"No connected device has the model '{model}' yet.", "no_device", 5),
        MarketObstacle.AllBusy => ApiError.Unavailable("All devices are busy.", "overloaded", 5),
        _ => ApiError.Unavailable("No device took the work.", "no_device", 5),
    };
}

using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Work;

/// <summary>What the machine wants done; carried out in order.</summary>
internal abstract record WorkEffect
{
    private WorkEffect()
    {
    }

    /// <summary>
    /// Choose a device; answered by <see cref="WorkEvent.Placed"/> or <see cref="WorkEvent.NoDevice"/>, before any other
    /// event.
    /// </summary>
    /// <param name="Excluded">Devices that are not to be chosen.</param>
    /// <param name="Resumed">Tokens that are there already.</param>
    /// <param name="MaxTokens">Tokens left to generate.</param>
    public sealed record Place(IReadOnlySet<Address> Excluded, int Resumed, int MaxTokens) : WorkEffect;

    /// <summary>Send the job to the device that was just placed.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Device">The device.</param>
    /// <param name="Resume">Tokens that predecessors have delivered.</param>
    /// <param name="MaxTokens">Tokens left to generate.</param>
    /// <param name="Ttl">Time left.</param>
    public sealed record Offer(JobId Job, Address Device, IReadOnlyList<int> Resume, int MaxTokens, TimeSpan Ttl)
        : WorkEffect;

    /// <summary>Tell the device what has arrived.</summary>
    public sealed record Ack(JobId Job, Address Device, int Next) : WorkEffect;

    /// <summary>The job is no longer this device's; its messages are unknown from now on.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Device">The device.</param>
    /// <param name="CancelReason">Sent to the device as a cancel; null when the device is done by itself.</param>
    /// <param name="Delivery">What it has delivered; null: it never took the job.</param>
    public sealed record Forget(JobId Job, Address Device, string? CancelReason, WorkDelivery? Delivery) : WorkEffect;
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Work;

/// <summary>What can happen to a piece of work.</summary>
internal abstract record WorkEvent
{
    private WorkEvent()
    {
    }

    /// <summary>Answer to <see cref="WorkEffect.Place"/>.</summary>
    public sealed record Placed(JobId Job, Address Device, ulong Boot) : WorkEvent;

    /// <summary>Answer to <see cref="WorkEffect.Place"/>.</summary>
    public sealed record NoDevice(MarketObstacle Obstacle) : WorkEvent;

    /// <summary>Answer to <see cref="WorkEffect.Offer"/>: the device has no live session.</summary>
    public sealed record Undelivered(JobId Job) : WorkEvent;

    /// <summary>The device has taken the job.</summary>
    public sealed record Accepted(JobId Job) : WorkEvent;

    /// <summary>The device does not take the job.</summary>
    public sealed record Rejected(JobRejected Message) : WorkEvent;

    /// <summary>A piece of the answer.</summary>
    public sealed record Chunk(JobChunk Message) : WorkEvent;

    /// <summary>The end of the device's stream.</summary>
    public sealed record Result(JobResult Message) : WorkEvent;

    /// <summary>A device is connected (again).</summary>
    public sealed record DeviceOnline(Address Device, ulong Boot) : WorkEvent;

    /// <summary>A device's connection is gone.</summary>
    public sealed record DeviceOffline(Address Device) : WorkEvent;

    /// <summary><see cref="WorkMachine.NextDue"/> has come.</summary>
    public sealed record Tick : WorkEvent
    {
        public static Tick Instance { get; } = new();
    }

    /// <summary>The client has taken everything that was put out.</summary>
    public sealed record Consumed : WorkEvent
    {
        public static Consumed Instance { get; } = new();
    }

    /// <summary>The client went away.</summary>
    public sealed record ClientGone : WorkEvent
    {
        public static ClientGone Instance { get; } = new();
    }

    /// <summary>More events wait than the hub keeps: the device does not hold back.</summary>
    public sealed record Flooded : WorkEvent
    {
        public static Flooded Instance { get; } = new();
    }
}

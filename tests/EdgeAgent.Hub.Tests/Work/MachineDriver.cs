using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Work;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Hub.Tests.Work;

/// <summary>Runs a <see cref="WorkMachine"/> by hand: the test is placement, device and client.</summary>
internal sealed class MachineDriver
{
    public static readonly Address A = Address.Parse("0x" + new string('a', 40));
    public static readonly Address B = Address.Parse("0x" + new string('b', 40));
    public static readonly Address C = Address.Parse("0x" + new string('c', 40));

    private readonly FakeTimeProvider _time = new();
    private readonly long _start;
    private MarketObstacle _obstacle = MarketObstacle.NoneLeft;

    public MachineDriver(int maxTokens = 100, int limitSeconds = 600)
    {
        _start = _time.GetTimestamp();
        Machine = new WorkMachine(
            maxTokens, WireLimits.ResumeTokens, TimeSpan.FromSeconds(limitSeconds), TimeSpan.Zero);
        Drain();
    }

    public WorkMachine Machine { get; }

    /// <summary>What the machine wanted done besides placing, oldest first.</summary>
    public List<WorkEffect> Effects { get; } = [];

    /// <summary>Devices that the last placement was not to choose.</summary>
    public IReadOnlySet<Address>? Excluded { get; private set; }

    /// <summary>The newest job.</summary>
    public JobId Job { get; private set; }

    public TimeSpan Now => _time.GetElapsedTime(_start);

    public bool WantsDevice => Excluded is not null;

    public MachineDriver Place(Address device, ulong boot = 1)
    {
        Assert.True(WantsDevice, "The machine did not ask for a device.");
        Assert.DoesNotContain(device, Excluded!);
        Excluded = null;
        Job = JobId.New();
        return Handle(new WorkEvent.Placed(Job, device, boot));
    }

    public MachineDriver NoDevice(MarketObstacle obstacle = MarketObstacle.NoneLeft)
    {
        Assert.True(WantsDevice, "The machine did not ask for a device.");
        Excluded = null;
        _obstacle = obstacle;
        return Handle(new WorkEvent.NoDevice(obstacle));
    }

    public MachineDriver Accept() => Handle(new WorkEvent.Accepted(Job));

    public MachineDriver Reject(JobRejectReason reason, string detail = "no") =>
        Handle(new WorkEvent.Rejected(new JobRejected(Job, reason, detail)));

    public MachineDriver Chunk(int seq, string text, params int[] tokens) => Chunk(Job, seq, text, tokens);

    public MachineDriver Chunk(JobId job, int seq, string text, params int[] tokens) =>
        Handle(new WorkEvent.Chunk(new JobChunk(job, seq, text, tokens)));

    public MachineDriver Result(
        int seq, JobOutcome outcome, int unitsIn = 5, int unitsOut = 3, string? detail = null) => Handle(
            new WorkEvent.Result(new JobResult(Job, seq, outcome, unitsIn, unitsOut, Detail: detail)));

    public MachineDriver Handle(WorkEvent happened)
    {
        Machine.Handle(happened, Now);
        Drain();
        return this;
    }

    /// <summary>
    /// Lets time pass as the session would: a tick at each moment that the machine asks for, and no device but as
    /// before.
    /// </summary>
    public MachineDriver Wait(TimeSpan span)
    {
        var until = Now + span;
        while (Machine.Phase != WorkPhase.Ended && Machine.NextDue <= until)
        {
            _time.Advance(Max(Machine.NextDue - Now, TimeSpan.Zero));
            Handle(WorkEvent.Tick.Instance);
            if (WantsDevice)
            {
                NoDevice(_obstacle);
            }
        }
        _time.Advance(until - Now);
        return this;
    }

    /// <summary>Lets time pass to the next moment that the machine asks for.</summary>
    public MachineDriver Tick()
    {
        _time.Advance(Max(Machine.NextDue - Now, TimeSpan.Zero));
        return Handle(WorkEvent.Tick.Instance);
    }

    public T Last<T>()
        where T : WorkEffect => Assert.IsType<T>(Effects.FindLast(e => e is T));

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private void Drain()
    {
        while (Machine.TryTakeEffect(out var effect))
        {
            if (effect is WorkEffect.Place place)
            {
                Excluded = place.Excluded;
            }
            else
            {
                Effects.Add(effect);
            }
        }
    }
}

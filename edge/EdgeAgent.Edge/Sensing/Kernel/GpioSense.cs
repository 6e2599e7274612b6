using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Sensing.Kernel;

/// <summary>An input's level, or its count of rising edges since the agent's start.</summary>
internal sealed class GpioSense(PointInfo info, GpioWire wire) : Sense(info)
{
    private readonly Lock _gate = new();
    private bool? _level;
    private long _count;

    /// <summary>How it is wired.</summary>
    public GpioWire Wire { get; } = wire;

    /// <summary>The watcher's word.</summary>
    /// <param name="level">Null: the line is gone.</param>
    /// <param name="rising">New rising edges.</param>
    public void Set(bool? level, int rising)
    {
        lock (_gate)
        {
            _level = level;
            _count += rising;
        }
    }

    public override double? Read()
    {
        lock (_gate)
        {
            return _level is not { } level ? null : Wire.Counts ? _count : level ? 1 : 0;
        }
    }
}

using EdgeAgent.Edge.Sensing.Kernel;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Sensing;

/// <summary>The senses that the owner has wired up: inputs, registers, simulated ones.</summary>
internal sealed class WiredSource : ISenseSource
{
    private readonly Sense[] _senses;

    public WiredSource(WiringPlan plan, GpioInputs inputs, SysFiles files, PointTable table, TimeProvider time)
    {
        _senses = [.. plan.Wires.Where(wire => !wire.Point.Writable).Select(wire => Make(wire, inputs, files, table, time))];
    }

    public IEnumerable<Sense> Scan() => _senses;

    private static Sense Make(Wire wire, GpioInputs inputs, SysFiles files, PointTable table, TimeProvider time) => wire switch
    {
        { Gpio: { } gpio } => inputs.Sense(wire.Point, gpio),
        { I2c: { } chip } => new I2cSense(wire.Point, chip, files),
        _ => new SimulatedSense(wire.Point, wire.Simulated!, table, time),
    };
}

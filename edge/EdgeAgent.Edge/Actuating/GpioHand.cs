using EdgeAgent.Edge.Sensing;
using EdgeAgent.Edge.Sensing.Kernel;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>A GPIO output: active above the middle of its range. The line is taken with its first value, so that it never flickers.</summary>
internal sealed class GpioHand(Wire wire, SysFiles files) : Hand(wire)
{
    private GpioLine? _line;

    public override void Dispose()
    {
        _line?.Dispose();
        base.Dispose();
    }

    protected override void Move(double value)
    {
        var on = Share(value) > 0.5;
        if (_line is null)
        {
            _line = GpioLine.OpenOutput(files, Wire.Gpio!, on);
            return;
        }
        try
        {
            _line.Write(on);
        }
        catch (IOException)
        {
            _line.Dispose();
            _line = null; // asked for again next time: the chip may be back
            throw;
        }
    }
}

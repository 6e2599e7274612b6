using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>An output with nothing behind it.</summary>
internal sealed class SimulatedHand(Wire wire) : Hand(wire)
{
    protected override void Move(double value)
    {
        // Nothing moves.
    }
}

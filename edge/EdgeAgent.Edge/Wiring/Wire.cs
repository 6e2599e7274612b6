using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Wiring;

/// <summary>A point that the owner has wired up. Exactly one of the connections is given.</summary>
/// <param name="Point">What it is.</param>
/// <param name="Gpio">A line of a GPIO chip.</param>
/// <param name="Pwm">A channel of a PWM chip.</param>
/// <param name="Led">A LED of the kernel.</param>
/// <param name="I2c">A register of a chip without a driver in the kernel.</param>
/// <param name="Simulated">Nothing real.</param>
/// <param name="HoldMs">An output goes back to its safe state so long after it was last set; null: never by itself.</param>
/// <param name="MinPauseMs">Shortest time between two changes of an output.</param>
/// <param name="Excludes">Outputs that must not be on together with this one.</param>
internal sealed record Wire(
    PointInfo Point,
    GpioWire? Gpio = null,
    PwmWire? Pwm = null,
    LedWire? Led = null,
    I2cWire? I2c = null,
    SimulatedWire? Simulated = null,
    int? HoldMs = null,
    int? MinPauseMs = null,
    IReadOnlyList<PointId>? Excludes = null)
{
    /// <summary>How many connections are given.</summary>
    public int Connections => new object?[] { Gpio, Pwm, Led, I2c, Simulated }.Count(connection => connection is not null);
}

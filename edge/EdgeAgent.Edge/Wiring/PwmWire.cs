namespace EdgeAgent.Edge.Wiring;

/// <summary>A PWM channel of the kernel. The point's range becomes 0 to 100 % duty.</summary>
/// <param name="Chip">Last part of the chip's device, for example <c>fe20c000.pwm</c>; null: the first chip.</param>
/// <param name="Channel">From 0.</param>
/// <param name="FrequencyHz">Periods a second.</param>
internal sealed record PwmWire(int Channel, string? Chip = null, int FrequencyHz = 1_000);
